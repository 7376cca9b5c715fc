import fc from 'fast-check';
import { type JobUnderWay, secondsInLine, secondsLeft } from './forecast.js';
import { LearnedRates, plus, quantilesOf, type Seconds, wholeJob } from './learned-rates.js';

const type = 'video.processChunk';
const steps = ['audio', 'transcribe', 'translate', 'write'];
const unit = 'mediaSeconds';

const ratesOf = (samples: Readonly<Record<string, readonly number[]>>) =>
  new LearnedRates(Object.entries(samples).map(([step, of]) => ({ type, step, unit, samples: of })));
const jobAt = (more: Partial<JobUnderWay> = {}): JobUnderWay => ({
  type,
  percent: 0,
  step: 'transcribe',
  work: { unit, amount: 60 },
  running: { seconds: 0, secondsInStep: 0 },
  ...more,
});

const someSeconds = fc.double({ min: 0.01, max: 10_000, noNaN: true });
const someSamples = fc.array(someSeconds, { minLength: 1, maxLength: 50 });
const samplesOfAll = Object.fromEntries([wholeJob, ...steps].map((step) => [step, someSamples]));
/** What was learned of all steps, of some, or of none. */
const someRates = fc
  .tuple(fc.record(samplesOfAll), fc.subarray([wholeJob, ...steps]))
  .map(([samples, learned]) => ratesOf(Object.fromEntries(learned.map((step) => [step, samples[step]!]))));
const allRates = fc.record(samplesOfAll).map(ratesOf);
const someJob = fc.record({
  type: fc.constant(type),
  percent: fc.double({ min: 0, max: 100, noNaN: true }),
  step: fc.option(fc.constantFrom(...steps)),
  work: fc.option(fc.record({ unit: fc.constant(unit), amount: someSeconds }), { nil: undefined }),
  running: fc.option(fc.record({ seconds: someSeconds, secondsInStep: someSeconds }), { nil: undefined }),
});
const atMost = (a: number, b: number) => expect(a).toBeLessThanOrEqual(b * (1 + 1e-9) + 1e-9);

describe('a forecast of the rest of a job', () => {
  it('is never in the past, and never surer of an earlier end than of a later one', () => {
    fc.assert(
      fc.property(someJob, someRates, (job, rates) => {
        const left = secondsLeft(job, rates);
        if (!left) return;
        expect(left.p50).toBeGreaterThanOrEqual(0);
        atMost(left.p50, left.p90);
        expect(Number.isFinite(left.p90)).toBe(true);
      }),
    );
  });

  it('shrinks as the bar of a step moves, whatever the time that took', () => {
    const fractions = fc.tuple(
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fractions, allRates, someSeconds, ([a, b], rates, secondsInStep) => {
        const at = (fraction: number) =>
          secondsLeft(
            jobAt({ percent: percentIn(fraction), running: { seconds: secondsInStep, secondsInStep } }),
            rates,
          )!;
        const [less, more] = [at(Math.min(a, b)), at(Math.max(a, b))];
        atMost(more.p50, less.p50);
        atMost(more.p90, less.p90);
      }),
    );
  });

  it('shrinks from step to step', () => {
    fc.assert(
      fc.property(allRates, (rates) => {
        const lefts = steps.map((step) => secondsLeft(jobAt({ step, running: undefined }), rates)!);
        lefts.slice(1).forEach((left, index) => {
          atMost(left.p50, lefts[index]!.p50);
          atMost(left.p90, lefts[index]!.p90);
        });
      }),
    );
  });

  it('grows with the work as the work does', () => {
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(allRates, fc.constantFrom(...steps), someSeconds, factor, (rates, step, amount, times) => {
        const of = (amount: number) => secondsLeft(jobAt({ step, work: { unit, amount } }), rates)!;
        expect(of(amount * times).p50 / of(amount).p50).toBeCloseTo(times, 5);
        expect(of(amount * times).p90 / of(amount).p90).toBeCloseTo(times, 5);
      }),
    );
  });

  it('stays where it was for a job that goes as learned, whether it tells how far it is or not', () => {
    fc.assert(
      fc.property(
        someSeconds,
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        fc.boolean(),
        (rate, fraction, tells) => {
          const rates = ratesOf({ [wholeJob]: [rate], transcribe: [rate] });
          const total = secondsLeft(jobAt(), rates)!.p50;
          const gone = fraction * total;
          const percent = tells ? percentIn(fraction) : 0;
          const left = secondsLeft(jobAt({ percent, running: { seconds: gone, secondsInStep: gone } }), rates)!;
          expect((gone + left.p50) / total).toBeCloseTo(1, 5);
        },
      ),
    );
  });

  it('believes the job rather than the past, the further it is', () => {
    const rates = ratesOf({ [wholeJob]: [1], transcribe: [1] });
    const tenTimesSlower = (fraction: number) => {
      const seconds = fraction * 600;
      return secondsLeft(jobAt({ percent: percentIn(fraction), running: { seconds, secondsInStep: seconds } }), rates)!
        .p50;
    };

    // It will take 300 and 60 seconds more; the past says 30 and 6.
    expect(tenTimesSlower(0.5)).toBeGreaterThan(150);
    expect(tenTimesSlower(0.9)).toBeGreaterThan(50);
  });

  it('is that of any job of the kind where the work is not known', () => {
    const rates = new LearnedRates([{ type, step: wholeJob, unit: 'job', samples: [40, 40] }]);

    expect(secondsLeft(jobAt({ work: undefined, running: undefined }), rates)).toEqual({ p50: 40, p90: 40 });
  });

  it('is made by the pace of the job itself where nothing was learned, once it has come some way', () => {
    const at = (percent: number) =>
      secondsLeft(jobAt({ percent, running: { seconds: 30, secondsInStep: 1 } }), new LearnedRates([]));

    expect(at(1)).toBeUndefined();
    expect(at(25)).toEqual({ p50: 90, p90: 180 });
  });

  it('counts a step that was broken off as not begun', () => {
    const rates = ratesOf({ [wholeJob]: [3], transcribe: [2], write: [1] });

    expect(secondsLeft(jobAt({ percent: percentIn(0.9), running: undefined }), rates)).toEqual({ p50: 180, p90: 180 });
  });
});

describe('what stands before a job', () => {
  it('is shared by the slots; without any nobody can say', () => {
    expect(secondsInLine({ p50: 60, p90: 90 }, 3)).toEqual({ p50: 20, p90: 30 });
    expect(secondsInLine({ p50: 60, p90: 90 }, 0)).toBeUndefined();
  });

  it('adds up the same in any order and grouping, its uncertainty slower than its length', () => {
    const one = fc
      .tuple(someSeconds, someSeconds)
      .map(([a, b]): Seconds => ({ p50: Math.min(a, b), p90: Math.max(a, b) }));
    fc.assert(
      fc.property(one, one, one, (a, b, c) => {
        const [left, right] = [plus(plus(a, b), c), plus(a, plus(c, b))];
        expect(left.p50).toBeCloseTo(right.p50, 5);
        expect(left.p90).toBeCloseTo(right.p90, 5);
        atMost(left.p50, left.p90);
        atMost(left.p90, a.p90 + b.p90 + c.p90);
      }),
    );
  });
});

describe('quantiles', () => {
  it('lie within what was seen, in order', () => {
    fc.assert(
      fc.property(someSamples, (samples) => {
        const { p50, p90 } = quantilesOf(samples);
        atMost(Math.min(...samples), p50);
        atMost(p50, p90);
        atMost(p90, Math.max(...samples));
      }),
    );
  });

  it('of one to eleven are six and ten', () => {
    expect(quantilesOf([11, 1, 10, 2, 9, 3, 8, 4, 7, 5, 6])).toEqual({ p50: 6, p90: 10 });
  });
});

/** Percent of a chunk that is at `fraction` of its step `transcribe`, whose weight is 10 of 15. */
function percentIn(fraction: number) {
  return ((1 + 10 * fraction) / 15) * 100;
}
