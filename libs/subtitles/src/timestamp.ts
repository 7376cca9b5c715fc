/** `01:02:03.456`; SRT writes a comma before the milliseconds. Hours grow beyond two digits where they must. */
export function timestamp(milliseconds: number, separator: '.' | ',') {
  return `${clock(milliseconds, 2)}${separator}${String(milliseconds % 1000).padStart(3, '0')}`;
}

/** `1:02:03.45`, as ASS has it. */
export function assTimestamp(centiseconds: number) {
  return `${clock(centiseconds * 10, 1)}.${digits(centiseconds % 100, 2)}`;
}

function clock(milliseconds: number, hourDigits: number) {
  const seconds = Math.floor(milliseconds / 1000);
  const hours = digits(Math.floor(seconds / 3600), hourDigits);
  return `${hours}:${digits(Math.floor(seconds / 60) % 60, 2)}:${digits(seconds % 60, 2)}`;
}

const digits = (value: number, count: number) => String(value).padStart(count, '0');
