import fc from 'fast-check';
import { Scaler } from './scaler.ts';

const settings = {
  pollS: 15,
  minPods: 0,
  maxPods: 50,
  cooldownS: 300,
  up: { pods: 4, everyS: 15 },
  down: { pods: 1, everyS: 300, stabilizationS: 600 },
};
/** Pods after each round, with what was wanted in it. */
function course(scaler: Scaler, demand: readonly number[], pods = 0) {
  return demand.map((demandSlots, round) => (pods = scaler.wanted(round * settings.pollS, { demandSlots, pods })));
}
const rounds = (count: number, demand: number) => Array.from({ length: count }, () => demand);

describe('the scaler', () => {
  it('starts four pods every 15 s until all have a slot', () => {
    expect(course(new Scaler(settings, 2), rounds(5, 30))).toEqual([4, 8, 12, 15, 15]);
  });

  it('takes one pod at a time away, ten minutes after fewer were enough', () => {
    const pods = course(new Scaler(settings, 2), [...rounds(4, 30), ...rounds(82, 2)]);

    expect(pods.slice(0, 43)).not.toContain(14);
    expect(pods.indexOf(14)).toBe(44);
    expect(pods.indexOf(13) - pods.indexOf(14)).toBe(20);
  });

  it('takes the last pods away together when nothing was wanted for the cooldown', () => {
    const pods = course(new Scaler(settings, 2), [...rounds(4, 30), ...rounds(25, 0)]);

    expect(pods[22]).toBe(15);
    expect(pods[23]).toBe(0);
  });

  it('does not follow the queue of an engine that may not be asked more often', () => {
    expect(course(new Scaler({ ...settings, maxPods: 3, allAtOnce: true }, 2), [1, 500, 500])).toEqual([3, 3, 3]);
  });

  it('keeps within its bounds and its steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 100 }), (demand) => {
        const pods = course(new Scaler({ ...settings, minPods: 2 }, 3), demand, 2);

        pods.forEach((now, at) => {
          expect(now).toBeGreaterThanOrEqual(2);
          expect(now).toBeLessThanOrEqual(50);
          expect(now - (pods[at - 1] ?? 2)).toBeLessThanOrEqual(4);
          expect(now - (pods[at - 1] ?? 2)).toBeGreaterThanOrEqual(-1);
        });
      }),
    );
  });
});
