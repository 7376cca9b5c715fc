import fc from 'fast-check';
import { Isolation } from './isolation.js';

const open = () => {
  const doors = { closed: 0, close: () => void (doors.closed = 1), open: () => void (doors.closed = 0) };
  return { doors, isolation: new Isolation(doors) };
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
          await (alone ? isolation.alone(never, work) : isolation.together(work));
        };

        await Promise.all(works.map(run));

        expect([inside, done, doors.closed]).toEqual([0, works.length, 0]);
      }),
    );
  });

  it('lets those go on that come after one that gave up waiting', async () => {
    const { doors, isolation } = open();
    const gate = Promise.withResolvers<void>();
    const first = isolation.together(() => gate.promise);
    const leaving = new AbortController();
    const lone = isolation.alone(leaving.signal, async () => 'never');
    const late = isolation.together(async () => 'late');

    leaving.abort(new Error('cancelled'));

    await expect(lone).rejects.toThrow('cancelled');
    expect(await late).toBe('late');
    expect(doors.closed).toBe(0);
    gate.resolve();
    await first;
  });
});
