import { ink, label, plot, plotColumns, round } from './plot.js';

const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const mostMarks = 12;

/** Marks at even times, and lines up through the plot. */
export function timeAxis(durationSeconds: number, { top, bottom }: { readonly top: number; readonly bottom: number }) {
  const step = steps.find((seconds) => durationSeconds / seconds <= mostMarks) ?? 7200;
  const marks = Array.from({ length: Math.floor(durationSeconds / step + 1e-9) + 1 }, (_, index) => index * step);
  return marks.flatMap((seconds) => {
    const x = round(plot.left + (seconds / durationSeconds) * plotColumns);
    const line = `<path d='M${x} ${top}V${bottom}' stroke='${ink.grid}'/>`;
    const tick = `<path d='M${x} ${bottom}v6' stroke='${ink.axis}'/>`;
    return [line, tick, label({ x, y: bottom + 24, text: clock(seconds, step), anchor: 'middle' })];
  });
}

function clock(seconds: number, step: number) {
  if (step < 1) return `${seconds.toFixed(1)} s`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.round(seconds % 60)];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
