import { gdprJobs } from '@polyspool/contracts/reports';
import type { Database } from './database.js';

const mostAtOnce = 100;

/** Jobs that ended more than so many days ago, with all of their parts. */
export class OldJobs {
  constructor(private readonly database: Database) {}

  /** Parts included. */
  async count(days: number): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(count, [days]);
    return row!.count;
  }

  /** Removes some of them, and answers which, parts included: their files may go now. None when nothing is left. */
  async remove(days: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(remove, [days, mostAtOnce]);
    return rows.map(({ id }) => id);
  }
}

// What certifies that somebody was erased, and names nobody, stays.
const isOld = `parent_id IS NULL AND type <> '${gdprJobs.erase.name}' AND finished_at < now() - $1 * interval '1 day'`;

const tree = `tree AS (SELECT id FROM old UNION ALL SELECT jobs.id FROM jobs JOIN tree ON jobs.parent_id = tree.id)`;

const count = `
  WITH RECURSIVE old AS (SELECT id FROM jobs WHERE ${isOld}), ${tree} SELECT count(*)::int AS count FROM tree`;

const remove = `
  WITH RECURSIVE old AS MATERIALIZED (
    SELECT id FROM jobs WHERE ${isOld} ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ), ${tree}, untold AS (
    DELETE FROM events USING tree WHERE events.job_id = tree.id
  ), gone AS (
    DELETE FROM jobs USING old WHERE jobs.id = old.id
  )
  SELECT id FROM tree`;
