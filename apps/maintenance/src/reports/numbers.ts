const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const countText = (count: number) => whole.format(count);

const hoursText = (hours: number) => (hours >= 1_000 ? whole : tenths).format(hours);

export const percentText = (part: number, all: number) => (all ? `${tenths.format((part / all) * 100)} %` : '–');

/** `4.2 s`, `6.7 min`, `8.1 h`. */
export function durationText(seconds: number | undefined) {
  if (seconds === undefined) return '–';
  if (seconds < 100) return `${tenths.format(seconds)} s`;
  return seconds < 6_000 ? `${tenths.format(seconds / 60)} min` : `${hoursText(seconds / 3_600)} h`;
}

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

export function bytesText(bytes: number) {
  const power = bytes < 1 ? 0 : Math.min(sizes.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${tenths.format(bytes / 1024 ** power)} ${sizes[power]}`;
}

/** `2026-11-22 18:05 UTC`. */
export const momentText = (at: Date | string) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
