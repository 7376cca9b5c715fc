import type { Statements } from './database.js';
import { systemUserId } from './system-user.js';

const mostAtOnce = 1_000;

/**
 * Removes scheduled jobs of a kind that ended more than a day ago, with their events, so that they do not pile up. What
 * failed stays as long as its dead letter. Answers how many.
 */
export async function removeOldChecks(statements: Statements, type: string): Promise<number> {
  const [row] = await statements.query<{ gone: number }>(
    `WITH old AS (
       SELECT id FROM jobs WHERE user_id = $1 AND parent_id IS NULL AND type = $2
         AND finished_at < now() - interval '1 day' AND NOT EXISTS (SELECT FROM dead_letters WHERE job_id = jobs.id)
       ORDER BY id LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED
     ), untold AS (
       DELETE FROM events USING old WHERE events.job_id = old.id
     ), gone AS (
       DELETE FROM jobs USING old WHERE jobs.id = old.id RETURNING jobs.id
     )
     SELECT count(*)::int AS gone FROM gone`,
    [systemUserId, type],
  );
  return row?.gone ?? 0;
}
