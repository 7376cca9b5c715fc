import fc from 'fast-check';
import { Isolation, NotAlone } from './isolation.js';

const open = (patienceMs?: number) => {
  const doors = { closed: 0, close: () => void (doors.closed = 1), open: () => void (doors.closed = 0) };
  return { doors, isolation: new Isolation(doors, patienceMs) };
};
const never = new AbortController().signal;

describe('isolation', () => {
  it('never lets anything run beside what wants to be alone, and lets everything run', async () => {
    const some = fc.array(fc.record({ alone: fc.boolean(), turns: fc.nat(4) }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(some, async (works) => {
        const { doors, isolation } = open();
        let inside = 0;
        let lone = 0;
        let done = 0;
        const run = async ({ alone, turns }: (typeof works)[number]) => {
          const work = async () => {
            inside += 1;
            lone += Number(alone);
            for (let turn = 0; turn <= turns; turn += 1) {
              if (lone) expect(inside).toBe(1);
              await Promise.resolve();
            }
            inside -= 1;
            lone -= Number(alone);
            done += 1;
          };
          await (alone ? isolation.alone(never, work) : isolation.together(never, work));
        };

        await Promise.all(works.map(run));

        expect([inside, done, doors.closed]).toEqual([0, works.length, 0]);
      }),
    );
  });

  it('lets those go on that come after one that gave up waiting', async () => {
    const { doors, isolation } = open();
    const gate = Promise.withResolvers<void>();
    const first = isolation.together(never, () => gate.promise);
    const leaving = new AbortController();
    const lone = isolation.alone(leaving.signal, async () => 'never');
    const late = isolation.together(never, async () => 'late');

    leaving.abort(new Error('cancelled'));

    await expect(lone).rejects.toThrow('cancelled');
    expect(await late).toBe('late');
    expect(doors.closed).toBe(0);
    gate.resolve();
    await first;
  });

  it('opens the doors again when others do not leave in time', async () => {
    const { doors, isolation } = open(5);
    const gate = Promise.withResolvers<void>();
    const first = isolation.together(never, () => gate.promise);
    const lone = isolation.alone(never, async () => 'never');
    expect(doors.closed).toBe(1);

    await expect(lone).rejects.toThrow(NotAlone);

    expect(doors.closed).toBe(0);
    expect(await isolation.together(never, async () => 'late')).toBe('late');
    gate.resolve();
    await first;
    expect(await isolation.alone(never, async () => 'alone')).toBe('alone');
  });

  it('lets one be cancelled that waits for another to have been alone', async () => {
    const { isolation } = open();
    const gate = Promise.withResolvers<void>();
    const lone = isolation.alone(never, () => gate.promise);
    const leaving = new AbortController();
    const late = isolation.together(leaving.signal, async () => 'never');

    leaving.abort(new Error('cancelled'));

    await expect(late).rejects.toThrow('cancelled');
    gate.resolve();
    await lone;
    expect(await isolation.together(never, async () => 'next')).toBe('next');
  });
});
