import type { Database } from './database.js';
import { liveWorkers } from './workers.js';

export interface UnservedQueue {
  readonly queue: string;
  readonly waiting: number;
}

/** Queues whose oldest job has waited for so long while no worker serves them. Paused ones wait because somebody wants it. */
export const unservedQueues = (database: Database, waitedMs: number): Promise<UnservedQueue[]> =>
  database.query(unserved, [waitedMs]);

const unserved = `
  SELECT queue, count(*)::int AS waiting FROM jobs
  WHERE finished_at IS NULL AND status = 'queued'
    AND NOT EXISTS (SELECT FROM ${liveWorkers} w WHERE w.queues ? jobs.queue)
    AND NOT EXISTS (SELECT FROM queue_controls c WHERE c.queue = jobs.queue AND c.state = 'paused')
  GROUP BY queue HAVING min(greatest(run_at, created_at)) < now() - $1 * interval '1 ms' ORDER BY queue`;
