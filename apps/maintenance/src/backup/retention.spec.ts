import fc from 'fast-check';
import { type Dated, keptAs } from './retention.js';

const dayMs = 86_400_000;
const start = Date.parse('2026-01-01T03:00:00Z');

const at = (ms: number): Dated => ({ id: new Date(ms).toISOString(), createdAt: new Date(ms).toISOString() });
const daily = (days: number) => Array.from({ length: days }, (_, day) => at(start + day * dayMs));
const keep = (backups: readonly Dated[]) => {
  const kept = keptAs(backups);
  return backups.filter(({ id }) => kept.has(id));
};
const counted = (backups: readonly Dated[]) => {
  const kinds = [...keptAs(backups).values()];
  return ['daily', 'weekly', 'monthly'].map((kind) => kinds.filter((one) => one === kind).length);
};

describe('retention', () => {
  const times = fc.uniqueArray(
    fc.integer({ min: 0, max: 900 * 24 }).map((hour) => start + hour * 3_600_000),
    { maxLength: 200 },
  );

  it('keeps 7 days, 4 weeks and 12 months of two years of daily backups', () => {
    const kept = keep(daily(730)).map(({ id }) => id.slice(0, 10));

    // 2027-12-31 is the last day, a Friday; the first of December is one of the months and no week's first.
    expect(kept.slice(-7)).toEqual(['25', '26', '27', '28', '29', '30', '31'].map((day) => `2027-12-${day}`));
    expect(kept).toEqual(
      expect.arrayContaining(['2027-12-20', '2027-12-13', '2027-12-06', '2027-12-01', '2027-01-01']),
    );
    expect(kept).not.toContain('2026-12-01');
    expect(counted(daily(730))).toEqual([6, 4, 12]);
  });

  it('keeps the newest, however many there are, and never more than 23', () => {
    fc.assert(
      fc.property(times, (all) => {
        const kept = keep(all.map(at));
        expect(kept.length).toBeLessThanOrEqual(23);
        if (all.length) expect(kept).toContainEqual(at(Math.max(...all)));
      }),
    );
  });

  it('keeps all of what it has kept', () => {
    fc.assert(fc.property(times, (all) => expect(keep(keep(all.map(at)))).toEqual(keep(all.map(at)))));
  });

  it('never wants back what it gave away: day after day comes to the same as all at once', () => {
    fc.assert(
      fc.property(times, (all) => {
        const inTurn = [...all].sort((a, b) => a - b).map(at);
        const dayAfterDay = inTurn.reduce<readonly Dated[]>((kept, backup) => keep([...kept, backup]), []);
        expect(dayAfterDay).toEqual(keep(inTurn));
        expect(keptAs(dayAfterDay)).toEqual(keptAs(inTurn));
      }),
    );
  });

  it('keeps old ones while there are no newer', () => {
    expect(keep([at(start), at(start + dayMs)])).toHaveLength(2);
  });
});
