import { timeline } from './timeline.js';

const labels = (unit: 'hour' | 'day' | 'month', ...times: string[]) =>
  timeline(unit, times, (time) => time).map(({ label, row }) => (row ? label : `(${label})`));

describe('a time line', () => {
  it('has what lies between, too', () => {
    expect(labels('hour', '2026-11-21T22:00:00Z', '2026-11-22T00:00:00Z')).toEqual(['22:00', '(23:00)', '00:00']);
    expect(labels('day', '2026-02-27T00:00:00Z', '2026-03-01T00:00:00Z')).toEqual(['02-27', '(02-28)', '03-01']);
    expect(labels('month', '2025-12-01T00:00:00Z', '2026-02-01T00:00:00Z')).toEqual([
      '2025-12',
      '(2026-01)',
      '2026-02',
    ]);
    expect(labels('day')).toEqual([]);
  });

  it('leaves gaps out where there would be too many', () => {
    expect(labels('month', '1926-01-01T00:00:00Z', '2026-02-01T00:00:00Z')).toEqual(['1926-01', '2026-02']);
  });
});
