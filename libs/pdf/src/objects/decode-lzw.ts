import { ByteSink } from './stream-filters.js';

const [clear, end, firstFree, maxCodes] = [256, 257, 258, 4096];

/** LZWDecode (ISO 32000-1, 7.4.4). `earlyChange`: codes grow one code sooner than they need to, as is usual. */
export function decodeLzw(data: Uint8Array, maxBytes: number, earlyChange = true): Uint8Array {
  const sink = new ByteSink(maxBytes);
  const early = earlyChange ? 1 : 0;
  let table: Uint8Array[] = [];
  let previous: Uint8Array | undefined;
  let [bits, bitCount, width] = [0, 0, 9];
  const reset = () => {
    table = Array.from({ length: firstFree }, (_, code) => Uint8Array.of(code));
    previous = undefined;
    width = 9;
  };
  reset();
  for (const byte of data) {
    bits = (bits << 8) | byte;
    bitCount += 8;
    if (bitCount < width) continue;
    bitCount -= width;
    const code = bits >> bitCount;
    bits &= (1 << bitCount) - 1;
    if (code === end) break;
    if (code === clear) {
      reset();
      continue;
    }
    const entry: Uint8Array | undefined = table[code] ?? (previous && extended(previous, previous));
    if (!entry) break;
    if (previous && table.length < maxCodes) table.push(extended(previous, entry));
    sink.add(entry);
    previous = entry;
    const size = table.length + early;
    width = size >= 2048 ? 12 : size >= 1024 ? 11 : size >= 512 ? 10 : 9;
  }
  return sink.bytes();
}

function extended(start: Uint8Array, next: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(start.length + 1);
  bytes.set(start);
  bytes[start.length] = next[0] ?? 0;
  return bytes;
}
