import { AppError } from '@polyspool/contracts/errors';
import type { Statements } from './database.js';
import { type IdempotentRequest, keyLifetime } from './idempotency-keys.js';
import { storableJson } from './storable.js';

export interface KeptAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly body: unknown;
}

/** No request lives so long: who claimed a key then has died. */
const claimLifetime = `interval '2 minutes'`;
const mostAtOnce = 1_000;

/**
 * What requests with a key were answered, for what makes anything but jobs: those are made once by the statement that makes
 * them. Here the key is claimed first and the answer kept last. If the process ends in between, the request may be carried out
 * once more, two minutes later.
 */
export class IdempotentAnswers {
  constructor(private readonly statements: Statements) {}

  /**
   * What the same request was answered before; undefined: now it is the caller's to carry out. Throws `idempotency.mismatch`,
   * and `idempotency.underway` while another carries it out.
   */
  async claim(userId: string, { key, hash }: IdempotentRequest): Promise<KeptAnswer | undefined> {
    const isOver = `(a.created_at <= now() - ${keyLifetime} OR a.status IS NULL AND a.created_at <= now() - ${claimLifetime})`;
    const claimed = await this.statements.execute(
      `INSERT INTO idempotent_answers AS a (user_id, key, request_hash) VALUES ($1, $2, $3)
       ON CONFLICT (user_id, key) DO UPDATE
       SET request_hash = excluded.request_hash, status = NULL, location = NULL, body = NULL, created_at = now()
       WHERE ${isOver}`,
      [userId, key, hash],
    );
    if (claimed) return undefined;
    const [known] = await this.statements.query<KeptRecord>(
      `SELECT request_hash AS hash, status, location, body FROM idempotent_answers WHERE user_id = $1 AND key = $2`,
      [userId, key],
    );
    if (known && known.hash !== hash) {
      throw new AppError('idempotency.mismatch', 'The key came with another request before');
    }
    if (!known || known.status === null) {
      throw new AppError('idempotency.underway', 'The same request is being carried out: ask again in a moment');
    }
    return { ...known, status: known.status };
  }

  async keep(userId: string, key: string, { status, location, body }: KeptAnswer) {
    await this.statements.execute(
      'UPDATE idempotent_answers SET status = $3, location = $4, body = $5 WHERE user_id = $1 AND key = $2',
      [userId, key, status, location, storableJson(body ?? null)],
    );
  }

  /** It was not carried out: the same may be asked again. */
  async release(userId: string, key: string) {
    await this.statements.execute('DELETE FROM idempotent_answers WHERE user_id = $1 AND key = $2 AND status IS NULL', [
      userId,
      key,
    ]);
  }

  /** Forgets those whose time is over. Answers how many. */
  sweep(): Promise<number> {
    return this.statements.execute(
      `DELETE FROM idempotent_answers WHERE (user_id, key) IN (
         SELECT user_id, key FROM idempotent_answers WHERE created_at < now() - ${keyLifetime}
         ORDER BY created_at LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)`,
    );
  }
}

interface KeptRecord {
  readonly hash: string;
  readonly status: number | null;
  readonly location: string | null;
  readonly body: unknown;
}
