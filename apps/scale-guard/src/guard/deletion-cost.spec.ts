import fc from 'fast-check';
import { deletionCost } from './deletion-cost.js';
import { parseLoad } from './worker-load.js';

describe('the cost of ending a pod', () => {
  const busy = fc.record({ busySlots: fc.integer({ min: 1, max: 16 }), longestJobSeconds: fc.nat({ max: 8_000 }) });

  it('is nothing where no job runs, and something where one does', () => {
    expect(deletionCost({ busySlots: 0, longestJobSeconds: 0 })).toBe(0);
    fc.assert(fc.property(busy, (load) => deletionCost(load) > 0));
  });

  it('never falls the longer a job has been running', () => {
    fc.assert(
      fc.property(busy, fc.nat({ max: 8_000 }), (load, more) => {
        const later = { ...load, longestJobSeconds: load.longestJobSeconds + more };
        return deletionCost(later) >= deletionCost(load);
      }),
    );
  });

  it('is higher after an hour than after a minute, and then than at the start', () => {
    const costs = [3_600, 60, 0].map((longestJobSeconds) => deletionCost({ busySlots: 1, longestJobSeconds }));

    expect(costs).toEqual([600, 200, 100]);
  });

  it('is not known of what is no worker', () => {
    expect(parseLoad('nodejs_eventloop_lag_p99_seconds 0.01\n')).toBeUndefined();
    expect(parseLoad('worker_busy_slots{queue="a"} NaN\n')).toBeUndefined();
  });

  it('adds up the queues of a worker', () => {
    const text =
      'worker_busy_slots{queue="a"} 1\nworker_busy_slots{queue="b"} 2\nworker_longest_job_seconds{queue="b"} 61.5\n';

    expect(parseLoad(text)).toEqual({ busySlots: 3, longestJobSeconds: 61.5 });
  });
});
