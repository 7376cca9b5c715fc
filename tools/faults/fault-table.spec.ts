import { sumOf } from './account.ts';
import { faultList, faultTable } from './fault-table.ts';
import type { Outcome } from './run-scenario.ts';

const scenario = { name: 'worker-kill', title: 'worker kill -9', strike: async () => undefined };
const outcomeOf = (change: Partial<Outcome>): Outcome => ({ scenario, account: sumOf(200, []), seconds: 9, ...change });

describe('the table of faults', () => {
  it('counts what was lost, doubled and wrong, and says how long recovery took', () => {
    const account = sumOf(200, [{ lost: ['a', 'b'], notes: ['8 taken over'] }, { doubled: ['c'] }]);

    const [head, row] = faultTable([outcomeOf({ account, recoverySeconds: 11.46 })]).split('\n');

    expect(head?.split(/ {2,}/)).toEqual(['scenario', 'jobs', 'lost', 'doubled', 'wrong', 'recovered', 'notes']);
    expect(row?.split(/ {2,}/)).toEqual(['worker kill -9', '200', '2', '1', '0', '11.5 s', '8 taken over']);
  });

  it('says why a scenario was skipped', () => {
    expect(faultTable([outcomeOf({ skipped: 'no rights' })])).toMatch(/worker kill -9 +skipped: no rights$/);
  });

  it('lists the first faults of a scenario in full, and nothing of one that held', () => {
    const lost = Array.from({ length: 14 }, (_, index) => `job ${index} is gone`);

    const list = faultList([outcomeOf({}), outcomeOf({ account: sumOf(200, [{ lost }]) })]);

    expect(list.split('\n').slice(0, 2)).toEqual(['worker-kill:', '  job 0 is gone']);
    expect(list).toContain('... and 2 more');
  });
});
