import fc from 'fast-check';
import { meanWaitS } from './erlang.ts';
import type { QueueSettings } from './settings.ts';
import { type Course, simulate } from './simulation.ts';
import { fixedPods, oneQueue } from './testing-scenarios.ts';

const { scaler } = oneQueue({}).queues[0]!;
const only = ({ queues }: Course) => queues[0]!.record;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const all = (course: Course) => [...only(course).latenciesS, ...only(course).latenciesOfMountainS];

describe('the simulation', () => {
  it.each([
    { slots: 1, perSecond: 0.7 },
    { slots: 4, perSecond: 3 },
    { slots: 20, perSecond: 15 },
  ])('lets jobs wait as queueing theory says: $perSecond a second for $slots slots', ({ slots, perSecond }) => {
    const queue = { jobsPerMinute: perSecond * 60, meanS: 1, spread: 'exponential' as const };
    const pods = slots < 4 ? slots : slots / 4;

    const course = simulate(
      oneQueue(
        { ...queue, slots: slots / pods, scaler: fixedPods(pods, scaler) },
        { minutes: 60_000 / perSecond / 60 },
      ),
      1,
    );

    const expected = meanWaitS({ perSecond, meanS: 1, slots });
    expect(Math.abs(mean(only(course).waitsS) / expected - 1)).toBeLessThan(0.06);
  });

  const settings = fc.record({
    jobsPerMinute: fc.integer({ min: 1, max: 200 }),
    meanS: fc.double({ min: 0.1, max: 30, noNaN: true }),
    spread: fc.constantFrom<QueueSettings['spread']>(0, 0.5, 2, 'exponential'),
    slots: fc.integer({ min: 1, max: 5 }),
    stepS: fc.constantFrom(undefined, 2),
    callsPerSecond: fc.constantFrom(undefined, 1.5),
    window: fc.record({ least: fc.integer({ min: 1, max: 50 }), perSlot: fc.integer({ min: 0, max: 4 }) }),
    minPods: fc.integer({ min: 0, max: 3 }),
    graceS: fc.constantFrom(0, 30),
  });
  const spot = fc.option(
    fc.record({ perHour: fc.double({ min: 0.1, max: 0.95, noNaN: true }), told: fc.constantFrom(0, 0.5, 1) }),
    {
      nil: undefined,
    },
  );
  const scenarios = fc
    .record({ settings, spot, mountain: fc.boolean(), seed: fc.integer() })
    .map(({ settings: { minPods, ...queue }, spot: taken, mountain, seed }) => ({
      seed,
      scenario: oneQueue(
        { ...queue, scaler: { ...scaler, minPods, maxPods: 40, down: { pods: 1, everyS: 60, stabilizationS: 60 } } },
        {
          traffic: (minute) => (minute < 5 ? 1 : 0.2),
          slowness: (minute) => (minute > 2 && minute < 4 ? 3 : 1),
          ...(taken && { spot: { ...taken, noticeS: 20 } }),
          ...(mountain && { mountain: { minute: 3, queue: 'system' as const, jobs: 100 } }),
        },
      ),
    }));

  it('loses no job and keeps Little’s law, whatever happens', () => {
    fc.assert(
      fc.property(scenarios, ({ scenario, seed }) => {
        const course = simulate(scenario, seed);
        const { record } = course.queues[0]!;
        const latencies = all(course);

        expect(latencies).toHaveLength(record.accepts);
        expect(record.waitsS).toHaveLength(record.accepts);
        // L = λW, over a time at whose ends nobody is there: both sides times that time.
        expect(record.openSeconds).toBeCloseTo(
          latencies.reduce((sum, one) => sum + one, 0),
          4,
        );
        expect(record.lostS).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });

  it('is the same for the same seed, and another for another', () => {
    const scenario = oneQueue({ scaler: fixedPods(2, scaler) });
    const waits = (seed: number) => only(simulate(scenario, seed)).waitsS;

    expect(waits(1)).toEqual(waits(1));
    expect(waits(1)).not.toEqual(waits(2));
  });

  it('starts with a window of jobs what a window of jobs lets start, however many slots there are', () => {
    const course = simulate(
      oneQueue({ jobsPerMinute: 600, meanS: 10, scaler: fixedPods(200, scaler), window: { least: 20, perSlot: 0 } }),
      1,
    );

    expect(Math.max(...course.samples.map(({ active }) => active[0]!))).toBe(20);
  });

  it('asks an engine no more often than it may be asked', () => {
    const course = simulate(oneQueue({ jobsPerMinute: 300, callsPerSecond: 2, scaler: fixedPods(20, scaler) }), 1);

    expect(course.seconds).toBeGreaterThan((only(course).accepts - 1) / 2);
    expect(course.seconds).toBeLessThan(only(course).accepts / 2 + 15);
  });

  it('lets others pass a mountain of one person', () => {
    const mountain = { minute: 2, queue: 'system' as const, jobs: 2_000 };
    const course = simulate(
      oneQueue({ jobsPerMinute: 60, slots: 2, window: { least: 10, perSlot: 0 } }, { mountain }),
      1,
    );

    expect(Math.max(...only(course).latenciesS)).toBeLessThan(120);
    expect(Math.max(...only(course).latenciesOfMountainS)).toBeGreaterThan(1_000);
  });
});
