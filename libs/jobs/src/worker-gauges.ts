import type { Metrics } from '@polyspool/service/metrics';
import type { JobHost } from './job-host.js';

/** What this process can do at once, and what it does. */
export function workerGauges(metrics: Metrics, host: JobHost) {
  const labels = ['queue'] as const;
  const slots = metrics.gauge({ name: 'worker_slots', help: 'Jobs that this process takes at once', labels });
  const busy = metrics.gauge({ name: 'worker_busy_slots', help: 'Jobs that this process runs now', labels });
  const longest = metrics.gauge({
    name: 'worker_longest_job_seconds',
    help: 'How long the oldest job that this process runs has been running: so much would be lost with it',
    labels,
  });
  const draining = metrics.gauge({
    name: 'worker_draining',
    help: '1 once this process takes no more jobs: it finishes those that it has, and ends',
  });
  metrics.readOnScrape(
    [slots, busy, longest, draining],
    async () => host.occupancy(),
    (queues) => {
      for (const { queue, ...of } of queues) {
        slots.set({ queue }, of.slots);
        busy.set({ queue }, of.busy);
        longest.set({ queue }, of.longestSeconds);
      }
      draining.set(host.isDraining ? 1 : 0);
    },
  );
}
