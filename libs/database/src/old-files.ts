import type { Database } from './database.js';

const mostAtOnce = 100;

/** Takes files of a kind of job away when their time is over: the file first, then its row. Answers how many. */
export async function removeOldFiles(
  database: Database,
  type: string,
  keptMs: number,
  remove: (storageKey: string) => Promise<void>,
): Promise<number> {
  const old = await database.query<{ id: string; key: string }>(
    `SELECT a.id, a.storage_key AS key FROM artifacts a JOIN jobs ON jobs.id = a.job_id
     WHERE jobs.type = $1 AND a.created_at < now() - $2 * interval '1 ms' ORDER BY a.created_at LIMIT ${mostAtOnce}`,
    [type, keptMs],
  );
  for (const { key } of old) await remove(key);
  if (!old.length) return 0;
  return database.execute('DELETE FROM artifacts WHERE id = ANY($1::uuid[])', [old.map(({ id }) => id)]);
}
