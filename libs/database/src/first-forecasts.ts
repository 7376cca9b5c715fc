import type { Database } from './database.js';
import type { Outlook } from './outlook.js';

/** What a round looks at. */
const mostAtOnce = 500;

/** Jobs which are open for long enough that somebody may look at their forecast, and have none kept. */
export async function keepFirstForecasts(database: Database, outlook: Outlook): Promise<number> {
  const jobs = await database.query<{ id: string }>(withoutForecast, [mostAtOnce]);
  const outlooks = await outlook.ofIds(jobs.map(({ id }) => id));
  const known = [...outlooks].flatMap(([id, { eta }]) => (eta ? { id, at: eta.p50 } : []));
  if (!known.length) return 0;
  return database.execute(keep, [known.map(({ id }) => id), known.map(({ at }) => at)]);
}

// Of many that wait, and perhaps have no forecast for long, each gets its turn.
const withoutForecast = `
  SELECT id FROM jobs WHERE finished_at IS NULL AND eta_at IS NULL AND parent_id IS NULL AND run = 1
    AND status <> 'cancelling' AND created_at < now() - interval '1 second'
    AND queue NOT IN (SELECT queue FROM queue_controls WHERE state = 'paused')
  ORDER BY started_at NULLS LAST, random() LIMIT $1`;

// One that is being recorded at this moment is left for the next round.
const keep = `
  WITH free AS (
    SELECT jobs.id, known.at FROM unnest($1::uuid[], $2::timestamptz[]) AS known(id, at) JOIN jobs ON jobs.id = known.id
    WHERE finished_at IS NULL AND eta_at IS NULL ORDER BY jobs.id FOR NO KEY UPDATE OF jobs SKIP LOCKED
  )
  UPDATE jobs SET eta_at = free.at, eta_told_at = now() FROM free WHERE jobs.id = free.id`;
