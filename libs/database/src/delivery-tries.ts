import type { Database } from './database.js';

/** What may still be done for a delivery. `spent`: it was begun as often as it may be, and nobody knows what came of it. */
export type NextTry = 'go' | 'done' | 'spent';

/** One and one more: a message whose fate nobody knows is sent a second time, and no third time. */
const mostTries = 2;

/**
 * How often deliveries were begun. It is written before they leave, and taken back where they certainly did not: of a process
 * that dies in between there stays a try that nobody knows the end of.
 */
export class DeliveryTries {
  constructor(private readonly database: Database) {}

  /** `key`: as in the ledger of effects, which knows what is done. */
  async begin(key: string, jobId: string): Promise<NextTry> {
    const [row] = await this.database.query<{ done: boolean; go: boolean }>(begin, [key, jobId, mostTries]);
    const { done, go } = row!; // SELECT without FROM has a row
    if (done) return 'done';
    return go ? 'go' : 'spent';
  }

  async takeBack(key: string): Promise<void> {
    await this.database.execute('UPDATE delivery_tries SET tries = greatest(0, tries - 1) WHERE key = $1', [key]);
  }
}

const begin = `
  WITH done AS (
    SELECT FROM effects WHERE key = $1
  ), try AS (
    INSERT INTO delivery_tries (key, job_id) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM done)
    ON CONFLICT (key) DO UPDATE SET tries = delivery_tries.tries + 1, at = now() WHERE delivery_tries.tries < $3
    RETURNING key
  )
  SELECT EXISTS (SELECT FROM done) AS done, EXISTS (SELECT FROM try) AS go`;
