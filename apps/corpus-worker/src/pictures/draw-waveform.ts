import type { TimeRange } from '@polyspool/contracts/time-range';
import type { Waveform } from '@polyspool/media/waveform-meter';
import sharp from 'sharp';
import { ink, label, plot, plotColumns, round, svg } from './plot.js';
import { timeAxis } from './time-axis.js';

const height = 360;
const middle = 150;
const halfHeight = 130;
const speechTop = 296;
const axisTop = 312;
const clipHeight = 12;
const marksDb = [0, -6, -12];

export interface WaveformFrame {
  readonly durationSeconds: number;
  readonly speech: readonly TimeRange[];
}

/** How loud a recording is from its beginning to its end, where it clips (red) and where somebody speaks (green, below). */
export function drawWaveform(waveform: Waveform, frame: WaveformFrame): Promise<Buffer> {
  return sharp(Buffer.from(waveformSvg(waveform, frame)))
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}

export function waveformSvg(waveform: Waveform, { durationSeconds, speech }: WaveformFrame): string {
  const { lowest, highest, rms, clipped } = waveform;
  return svg(height, [
    ...timeAxis(durationSeconds, { top: plot.top, bottom: axisTop }),
    ...levels(),
    area(highest, lowest, ink.envelope),
    area(
      rms,
      rms.map((level) => -level),
      ink.body,
    ),
    ...clipped.map((column) => `<path d='${clipMarks(column)}' stroke='${ink.clipped}' stroke-width='1.2'/>`),
    label({ x: plot.left - 8, y: speechTop + 9, text: 'speech', anchor: 'end' }),
    ...speech.map((spell) => speechBar(spell, durationSeconds)),
  ]);
}

const xOf = (column: number) => plot.left + column + 0.5;
const yOf = (level: number) => round(middle - level * halfHeight);

/** At both ends of the scale: what is heard beside it stays in sight. */
const clipMarks = (column: number) => {
  const x = xOf(column);
  return `M${x} ${middle - halfHeight}v${clipHeight}M${x} ${middle + halfHeight}v${-clipHeight}`;
};

/** Between an upper and a lower line; a hair at least, so that silence is a line. */
function area(upper: readonly number[], lower: readonly number[], fill: string) {
  const hair = 0.5 / halfHeight;
  const above = upper.map((level, column) => `${xOf(column)} ${yOf(Math.max(level, hair))}`);
  const below = lower.map((level, column) => `${xOf(column)} ${yOf(Math.min(level, -hair))}`).reverse();
  return `<path d='M${above.join('L')}L${below.join('L')}Z' fill='${fill}'/>`;
}

const levels = () =>
  marksDb.flatMap((db) => {
    const level = 10 ** (db / 20);
    const lines = [level, -level].map(
      (side) => `<path d='M${plot.left} ${yOf(side)}h${plotColumns}' stroke='${ink.grid}'/>`,
    );
    return [
      ...lines,
      label({ x: plot.left - 8, y: yOf(level) + 5, text: `${db} dB`.replace('-', '−'), anchor: 'end' }),
    ];
  });

function speechBar({ startSeconds, endSeconds }: TimeRange, durationSeconds: number) {
  const x = round(plot.left + (startSeconds / durationSeconds) * plotColumns);
  const width = round(Math.max(1, ((endSeconds - startSeconds) / durationSeconds) * plotColumns));
  return `<rect x='${x}' y='${speechTop}' width='${width}' height='8' rx='2' fill='${ink.speech}'/>`;
}
