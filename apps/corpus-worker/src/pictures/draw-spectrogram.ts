import { bandDbPerStep, bandFloorDb, bandRows } from '@polyspool/media/speech-band';
import sharp from 'sharp';
import { ink, label, plot, plotColumns, svg } from './plot.js';
import { palette } from './palette.js';
import { timeAxis } from './time-axis.js';

const height = 460;
const plotHeight = height - plot.top - plot.bottom;
const bottom = plot.top + plotHeight;
/** What is so far below the loudest is not heard beside it. */
const shownDb = 75;
/** Silence is dark, not its own noise made bright. */
const leastTopDb = bandFloorDb + shownDb;
const barWidth = 10;
const barLeft = plot.width - plot.right + 14;

/** Which frequencies a recording holds at which time, up to 8 kHz: bright is loud. */
export async function drawSpectrogram(
  spectrogram: string,
  { durationSeconds }: { readonly durationSeconds: number },
): Promise<Buffer> {
  const grid = Buffer.from(spectrogram, 'base64');
  const topDb = Math.max(
    leastTopDb,
    grid.reduce((most, step) => Math.max(most, step), 0) * bandDbPerStep + bandFloorDb,
  );
  const picture = await sharp(coloured(grid, topDb), { raw: { width: plotColumns, height: bandRows, channels: 3 } })
    .resize(plotColumns, plotHeight, { fit: 'fill', kernel: 'cubic' })
    .png()
    .toBuffer();
  const bar = await sharp(colourBar(), { raw: { width: 1, height: 256, channels: 3 } })
    .resize(barWidth, plotHeight, { fit: 'fill', kernel: 'linear' })
    .png()
    .toBuffer();
  return sharp(Buffer.from(frame(durationSeconds, topDb)))
    .composite([
      { input: picture, left: plot.left, top: plot.top },
      { input: bar, left: barLeft, top: plot.top },
    ])
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** Rows from high to low, as pictures have them. */
function coloured(grid: Buffer, topDb: number) {
  const pixels = Buffer.alloc(grid.length * 3);
  for (let column = 0; column < plotColumns; column++) {
    for (let row = 0; row < bandRows; row++) {
      const db = (grid[column * bandRows + row] ?? 0) * bandDbPerStep + bandFloorDb;
      const step = Math.round(Math.max(0, Math.min(1, 1 + (db - topDb) / shownDb)) * 255);
      pixels.set(palette.subarray(step * 3, step * 3 + 3), ((bandRows - 1 - row) * plotColumns + column) * 3);
    }
  }
  return pixels;
}

const colourBar = () =>
  Buffer.concat(Array.from({ length: 256 }, (_, y) => palette.subarray((255 - y) * 3, (256 - y) * 3)));

function frame(durationSeconds: number, topDb: number) {
  const frequencies = [0, 2, 4, 6, 8].flatMap((kilohertz) => {
    const y = bottom - (kilohertz / 8) * plotHeight;
    const tick = `<path d='M${plot.left - 6} ${y}h6' stroke='${ink.axis}'/>`;
    return [tick, label({ x: plot.left - 10, y: y + 5, text: `${kilohertz} kHz`, anchor: 'end' })];
  });
  const levels = [topDb, topDb - shownDb].map((db, index) => {
    const y = (index === 0 ? plot.top : bottom) + 5;
    return label({ x: barLeft + barWidth + 6, y, text: `${Math.round(db)} dB`.replace('-', '−'), anchor: 'start' });
  });
  return svg(height, [...timeAxis(durationSeconds, { top: plot.top, bottom }), ...frequencies, ...levels]);
}
