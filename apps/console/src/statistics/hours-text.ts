/** `12.3 h`, and minutes of what is less than an hour. */
export function hoursText(hours: number): string {
  if (hours === 0) return '0 h';
  if (hours < 1 / 60) return '< 1 min';
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return `${hours.toLocaleString('en', { maximumFractionDigits: hours < 100 ? 1 : 0 })} h`;
}
