/** Seconds of `1:02:05`, `1:05`, `65` or `65.5`; undefined where it is none of them. */
export function parseClock(text: string): number | undefined {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5}(?:\.\d{1,3})?)$/.exec(text.trim());
  if (!match) return undefined;
  const [hours, minutes, seconds] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
  const isClock = match[2] !== undefined;
  if (isClock && (seconds! >= 60 || (match[1] !== undefined && minutes! >= 60))) return undefined;
  return hours! * 3600 + minutes! * 60 + seconds!;
}
