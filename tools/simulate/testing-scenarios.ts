import type { QueueSettings, Scenario } from './settings.ts';

const always = { pods: 1_000, everyS: 15 };

/** One queue, no scaling and no limits, where nothing else is said. */
export function oneQueue(more: Partial<QueueSettings>, scenario: Partial<Scenario> = {}): Scenario {
  const queue: QueueSettings = {
    queue: 'system',
    jobsPerMinute: 60,
    meanS: 1,
    spread: 0.5,
    slots: 1,
    scaler: { pollS: 15, minPods: 1, maxPods: 1, cooldownS: 300, up: always, down: { ...always, stabilizationS: 0 } },
    window: { least: 1_000_000, perSlot: 0 },
    graceS: 60,
    podStartS: [10, 10],
    ...more,
  };
  return { name: 'one queue', about: '', minutes: 10, queues: [queue], traffic: () => 1, users: 100, ...scenario };
}

export const fixedPods = (pods: number, settings: QueueSettings['scaler']) => ({
  ...settings,
  minPods: pods,
  maxPods: pods,
});
