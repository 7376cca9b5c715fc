export interface Predictor {
  readonly predictor: number;
  readonly colors: number;
  readonly bitsPerComponent: number;
  readonly columns: number;
}

/** Predictors of PNG and of TIFF (8 bits a component) before compression (ISO 32000-1, 7.4.4.4). */
export function undoPredictor(data: Uint8Array, { predictor, colors, bitsPerComponent, columns }: Predictor) {
  if (predictor < 2) return data;
  const pixelBytes = Math.max(1, (colors * bitsPerComponent) >> 3);
  const rowBytes = (columns * colors * bitsPerComponent + 7) >> 3;
  return predictor === 2 ? undoTiff(data, rowBytes, pixelBytes) : undoPng(data, rowBytes, pixelBytes);
}

function undoTiff(data: Uint8Array, rowBytes: number, pixelBytes: number) {
  const result = data.slice();
  for (let row = 0; row < result.length; row += rowBytes) {
    const rowEnd = Math.min(row + rowBytes, result.length);
    for (let at = row + pixelBytes; at < rowEnd; at++) result[at] = (result[at] ?? 0) + (result[at - pixelBytes] ?? 0);
  }
  return result;
}

function undoPng(data: Uint8Array, rowBytes: number, pixelBytes: number) {
  const rows = Math.ceil(data.length / (rowBytes + 1));
  const result = new Uint8Array(rows * rowBytes);
  let length = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * (rowBytes + 1);
    const filter = data[from] ?? 0;
    const count = Math.min(rowBytes, data.length - from - 1);
    const to = row * rowBytes;
    for (let i = 0; i < count; i++) {
      const left = i >= pixelBytes ? (result[to + i - pixelBytes] ?? 0) : 0;
      const up = row ? (result[to + i - rowBytes] ?? 0) : 0;
      const upLeft = row && i >= pixelBytes ? (result[to + i - rowBytes - pixelBytes] ?? 0) : 0;
      result[to + i] = (data[from + 1 + i] ?? 0) + predicted(filter, left, up, upLeft);
    }
    length += Math.max(0, count);
  }
  return result.subarray(0, length);
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const estimate = left + up - upLeft;
  const [byLeft, byUp, byUpLeft] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)];
  if (byLeft <= byUp && byLeft <= byUpLeft) return left;
  return byUp <= byUpLeft ? up : upLeft;
}
