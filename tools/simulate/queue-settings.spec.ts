import { callLimits } from '@polyspool/contracts/engines';
import { queues } from '../k8s/queues.ts';
import { queueSettings, scalerOf } from './queue-settings.ts';
import { mix } from './traffic-mix.ts';

describe('the simulated queues', () => {
  it('scale as the manifests say, each of them', () => {
    for (const queue of queues) {
      const { minPods, maxPods, up, down } = scalerOf(queue);

      expect([minPods, maxPods]).toEqual([...queue.pods]);
      expect(Math.min(up.pods, up.everyS, down.pods, down.everyS, down.stabilizationS)).toBeGreaterThan(0);
    }
  });

  it('ask their engines as often as the contracts say where their pods are bounded, else as the mix assumes', () => {
    const limitsOf = (unbounded: boolean) =>
      queueSettings({ jobsPerMinute: 600, unbounded }).flatMap(({ queue, callsPerSecond }) =>
        callsPerSecond === undefined ? [] : [[queue, callsPerSecond * 60]],
      );

    expect(limitsOf(false)).toEqual([['pdf-translate', callLimits.documentTranslator!.calls]]);
    expect(limitsOf(true)).toEqual([['pdf-translate', 600]]);
  });

  it('get all of what comes', () => {
    const all = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

    expect(all(Object.values(mix).map(({ share }) => share))).toBe(10_000);
    expect(all(queueSettings({ jobsPerMinute: 600 }).map(({ jobsPerMinute }) => jobsPerMinute))).toBeCloseTo(600);
  });
});
