import fc from 'fast-check';
import { systemJobs } from '@polyspool/contracts/system';
import { planLoad } from './load-plan.ts';
import { seededRandom } from './seeded-random.ts';

const shape = { name: 'trial', jobs: 200, users: 4, shortestMs: 0, longestMs: 700, cancelledPercent: 10 };

describe('a planned load', () => {
  it('is the same for the same seed, and another for another', () => {
    const planOf = (seed: number) => planLoad(shape, seededRandom(seed));

    expect(planOf(7)).toEqual(planOf(7));
    expect(planOf(8)).not.toEqual(planOf(7));
  });

  it('has every kind of job in it, each with a key of its own and an input that the contract takes', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const plan = planLoad(shape, seededRandom(seed));
        const having = (field: string) => plan.filter(({ input }) => field in input).length;

        expect(new Set(plan.map(({ key }) => key)).size).toBe(shape.jobs);
        for (const field of ['failures', 'parts', 'artifactBytes', 'effect']) expect(having(field)).toBeGreaterThan(0);
        expect(plan.some(({ outcome }) => outcome === 'failed')).toBe(true);
        for (const { input } of plan) expect(systemJobs.debug.input.safeParse(input).success).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a seeded random', () => {
  it('keeps to its bounds and reaches both of them', () => {
    const random = seededRandom(1);

    const drawn = new Set(Array.from({ length: 200 }, () => random.between(3, 5)));

    expect([...drawn].sort()).toEqual([3, 4, 5]);
  });
});
