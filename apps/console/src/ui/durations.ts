const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** `4 min`: for lengths of time of which nobody needs the seconds. */
export function roughDuration(seconds: number): string {
  if (seconds < minute) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 59.5 * minute) return `${Math.round(seconds / minute)} min`;
  if (seconds < 23.5 * hour) return inTwo(Math.round(seconds / minute) * minute, [hour, 'h'], [minute, 'min']);
  return inTwo(Math.round(seconds / hour) * hour, [day, 'd'], [hour, 'h']);
}

export const secondsUntil = (date: string, now: number) => (Date.parse(date) - now) / 1000;

/** How long something lasts already. */
export const durationSince = (date: string, now: number) => roughDuration(-secondsUntil(date, now));

/** `2 min 5 s`: what counts down as one looks. */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  if (left < minute) return `${left} s`;
  return left < 10 * minute ? inTwo(left, [minute, 'min'], [1, 's']) : roughDuration(left);
}

/** A forecast is not to be told more finely than it is known: `15 s`, `4 min`, `1 h 20 min`. */
export function forecastDuration(seconds: number): string {
  if (seconds < 0.92 * minute) return `${Math.max(5, Math.ceil(seconds / 5) * 5)} s`;
  if (seconds < hour) return roughDuration(Math.ceil(seconds / minute) * minute);
  return roughDuration(Math.ceil(seconds / (10 * minute)) * 10 * minute);
}

/** Whole ones of the larger unit, and what is left in the smaller. */
function inTwo(seconds: number, [large, name]: [number, string], [small, rest]: [number, string]): string {
  const left = Math.round((seconds % large) / small);
  return left > 0 ? `${Math.floor(seconds / large)} ${name} ${left} ${rest}` : `${Math.floor(seconds / large)} ${name}`;
}
