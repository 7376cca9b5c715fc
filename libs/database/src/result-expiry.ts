import type { Database } from './database.js';

const mostAtOnce = 500;

/**
 * Takes away outputs whose time is over, from the rows and from the log, and tells so. Answers the jobs with the number of
 * the event before; none when nothing is left to do.
 */
export const expireResults = (database: Database) =>
  database.query<{ id: string; before: number }>(expireLate, [mostAtOnce]);

/** How many outputs are to be taken away. */
export async function countExpired(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM jobs WHERE output IS NOT NULL AND result_expires_at < now()',
  );
  return row!.count;
}

const expireLate = `
  WITH late AS (
    SELECT id FROM jobs WHERE output IS NOT NULL AND result_expires_at < now()
    ORDER BY result_expires_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED
  ), emptied AS (
    UPDATE jobs SET output = NULL, seq = seq + 1 FROM late WHERE jobs.id = late.id RETURNING jobs.id, jobs.run, jobs.seq
  ), forgotten AS (
    UPDATE events SET data = data #- '{change,output}' FROM emptied WHERE job_id = emptied.id AND type = 'succeeded'
  ), told AS (
    INSERT INTO events (job_id, seq, run, type, data)
    SELECT id, seq, run, 'result-expired', '{"change":{"output":null}}' FROM emptied
  )
  SELECT id, seq - 1 AS before FROM emptied`;
