/** `01:02:03.456`; SRT writes a comma before the milliseconds. Hours grow beyond two digits where they must. */
export function timestamp(milliseconds: number, separator: '.' | ',') {
  const seconds = Math.floor(milliseconds / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
  return `${clock}${separator}${String(milliseconds % 1000).padStart(3, '0')}`;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');
