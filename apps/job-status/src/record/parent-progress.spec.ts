import { percentRange } from '@polyspool/contracts/define-jobs';
import { videoJobs } from '@polyspool/contracts/video';
import fc from 'fast-check';
import { parentPercent } from './parent-progress.js';

const [from, to] = percentRange(videoJobs.process, 'chunks');
const children = fc.array(
  fc.record({ weight: fc.integer({ min: 1, max: 1_000 }), percent: fc.integer({ min: 0, max: 100 }) }),
  { minLength: 1, maxLength: 50 },
);
type Children = readonly { readonly weight: number; readonly percent: number }[];

const weightOf = (all: Children) => all.reduce((sum, { weight }) => sum + weight, 0);
const sumOf = (all: Children) => all.reduce((sum, { weight, percent }) => sum + weight * percent, 0);
/** As a message has brought it: to two decimals. */
const atFirst = Math.round(from * 100) / 100;
const parentOf = (all: Children, percent = atFirst) => ({
  type: 'video.process',
  step: 'chunks',
  percent,
  childCount: all.length,
  childWeight: weightOf(all),
  childWeightBefore: 0,
});

describe('the bar of a job with parts', () => {
  it('is the weighted mean of theirs within the step in which it waits, to two decimals', () => {
    fc.assert(
      fc.property(children, (all) => {
        const mean = sumOf(all) / weightOf(all);

        const percent = parentPercent(parentOf(all), sumOf(all));

        expect(percent).toBeCloseTo(Math.max(from, from + ((to - from) * mean) / 100), 1);
        expect(Math.round(percent * 100) / 100).toBe(percent);
      }),
    );
  });

  it('never goes back, nor out of its step, as the parts go on in any order', () => {
    fc.assert(
      fc.property(children, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 100 }))), (all, moves) => {
        const now = all.map((child) => ({ ...child }));
        let percent = parentPercent(parentOf(now), sumOf(now));
        for (const [which, to100] of moves) {
          now[which % now.length]!.percent = to100;
          const next = parentPercent(parentOf(now, percent), sumOf(now));
          expect(next).toBeGreaterThanOrEqual(percent);
          expect(next).toBeLessThanOrEqual(Math.max(percent, Math.round(to * 100) / 100));
          percent = next;
        }
      }),
    );
  });

  it('counts only those for which it waits now', () => {
    fc.assert(
      fc.property(children, children, (before, now) => {
        const ended = before.map((child) => ({ ...child, percent: 100 }));
        const parent = { ...parentOf([...ended, ...now]), childWeightBefore: weightOf(ended) };

        expect(parentPercent(parent, sumOf([...ended, ...now]))).toBeCloseTo(
          parentPercent(parentOf(now), sumOf(now)),
          1,
        );
      }),
    );
  });

  it('has filled the step when all parts are done, whatever they weigh', () => {
    fc.assert(
      fc.property(children, (all) => {
        const done = all.map((child) => ({ ...child, percent: 100 }));

        expect(parentPercent(parentOf(done), sumOf(done))).toBeCloseTo(to, 2);
      }),
    );
  });

  it('gives parts equal shares where nobody has weighed them, and stays where it is outside of a step', () => {
    const unweighed = { ...parentOf([{ weight: 1, percent: 0 }]), childWeight: 0, childCount: 4 };

    expect(parentPercent(unweighed, 200)).toBeCloseTo(from + (to - from) / 2, 1);
    expect(parentPercent({ ...unweighed, step: null, percent: 3 }, 200)).toBe(3);
  });
});
