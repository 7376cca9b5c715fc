import pg from 'pg';
import { pause } from './pause.js';

const heartbeatMs = 1_500;
const idleLimitMs = 5_000;
const retryMs = 500;

/**
 * Runs `lead` while this process holds the session advisory lock `name`, again and again until `signal` is aborted.
 * A frozen process loses the lock after 5 s; what it then still does must be fenced by the data (compare-and-set).
 */
export async function whileLeading(
  url: string,
  name: string,
  lead: (signal: AbortSignal) => Promise<void>,
  { signal, onError }: { signal: AbortSignal; onError: (error: unknown) => void },
) {
  while (!signal.aborted) {
    const lost = new AbortController();
    const session = new pg.Client({ connectionString: url, keepAlive: true, application_name: `polyspool ${name}` });
    session.on('error', (error) => lost.abort(error));
    let heartbeat: NodeJS.Timeout | undefined;
    try {
      await session.connect();
      await session.query(`SET idle_session_timeout = ${idleLimitMs}`);
      if (!(await acquire(session, name, signal))) continue;
      heartbeat = setInterval(() => session.query('SELECT 1').catch((error) => lost.abort(error)), heartbeatMs);
      await lead(AbortSignal.any([signal, lost.signal]));
    } catch (error) {
      if (!signal.aborted) onError(error);
    } finally {
      clearInterval(heartbeat);
      await session.end().catch(() => undefined);
    }
    await pause(retryMs, signal);
  }
}

async function acquire(session: pg.Client, name: string, signal: AbortSignal) {
  while (!signal.aborted) {
    const { rows } = await session.query('SELECT pg_try_advisory_lock(hashtext($1)) AS mine', [name]);
    if (rows[0].mine) return true;
    await pause(retryMs, signal);
  }
  return false;
}
