type Unit = 'hour' | 'day' | 'month';

export interface Moment<Row> {
  readonly label: string;
  readonly row: Row | undefined;
}

/** More columns than these stand too close. */
const mostMoments = 400;

/** Rows in the order of time, with the hours, days or months between them in which there was nothing. */
export function timeline<Row>(unit: Unit, rows: readonly Row[], atOf: (row: Row) => string): Moment<Row>[] {
  const byTime = new Map(rows.map((row) => [Date.parse(atOf(row)), row]));
  const times = [...byTime.keys()].toSorted((a, b) => a - b);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return [];
  const moments: Moment<Row>[] = [];
  for (let at = first; at <= last; at = nextOf(unit, at)) {
    moments.push({ label: labelOf(unit, at), row: byTime.get(at) });
    if (moments.length > mostMoments)
      return times.map((time) => ({ label: labelOf(unit, time), row: byTime.get(time) }));
  }
  return moments;
}

function nextOf(unit: Unit, at: number) {
  if (unit === 'hour') return at + 3_600_000;
  if (unit === 'day') return at + 86_400_000;
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

function labelOf(unit: Unit, at: number) {
  const text = new Date(at).toISOString();
  if (unit === 'hour') return text.slice(11, 16);
  return unit === 'day' ? text.slice(5, 10) : text.slice(0, 7);
}
