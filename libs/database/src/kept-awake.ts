import type { Statements } from './database.js';

/** Well below the time after which Postgres ends a transaction in which nothing happens. */
const everyMs = 1_500;

/** Waits for something outside of Postgres while a transaction is open. A process that is frozen meanwhile still loses it. */
export async function keptAwake<Result>(tx: Statements, work: () => Promise<Result>): Promise<Result> {
  // A connection that is gone makes the commit fail, which is told of.
  const timer = setInterval(() => void tx.query('SELECT 1').catch(() => undefined), everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
