import type { Statements } from './database.js';

/** An effect to try the ledger with: one more row each time, so that a double shows. */
export async function markEffect(tx: Statements, key: string, jobId: string) {
  await tx.execute('INSERT INTO debug_effects (key, job_id) VALUES ($1, $2)', [key, jobId]);
}
