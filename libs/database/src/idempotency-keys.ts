import { AppError } from '@polyspool/contracts/errors';
import type { Statements } from './database.js';

/** A request that may be sent again without being carried out again. */
export interface IdempotentRequest {
  /** The sender's `Idempotency-Key`. */
  readonly key: string;
  /** Tells another body under the same key. */
  readonly hash: string;
}

/** For so long a key stands for its first request. */
export const keyLifetime = `interval '24 hours'`;
const mostAtOnce = 1_000;

/** Which request came with which key. The keys themselves are written with the job that they made. */
export class IdempotencyKeys {
  constructor(private readonly statements: Statements) {}

  /** The job that this request has made. Throws `idempotency.mismatch` when the key came with another body. */
  async jobOf(userId: string, { key, hash }: IdempotentRequest): Promise<string | undefined> {
    const [known] = await this.statements.query<{ hash: string; jobId: string }>(
      `SELECT request_hash AS hash, job_id AS "jobId" FROM idempotency_keys
       WHERE user_id = $1 AND key = $2 AND created_at > now() - ${keyLifetime}`,
      [userId, key],
    );
    if (known && known.hash !== hash) {
      throw new AppError('idempotency.mismatch', 'The key came with another request before');
    }
    return known?.jobId;
  }

  /** Forgets keys whose time is over. Answers how many. */
  sweep(): Promise<number> {
    return this.statements.execute(
      `DELETE FROM idempotency_keys WHERE (user_id, key) IN (
         SELECT user_id, key FROM idempotency_keys WHERE ${isOld}
         ORDER BY created_at LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)`,
    );
  }

  /** How many are to be forgotten. */
  async countOld(): Promise<number> {
    const [row] = await this.statements.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM idempotency_keys WHERE ${isOld}`,
    );
    return row!.count;
  }
}

const isOld = `created_at < now() - ${keyLifetime}`;
