import type { WebhookAttempt } from '@polyspool/contracts/webhooks';
import { v7 } from 'uuid';
import type { Database, Statements } from './database.js';
import { storableJson } from './storable.js';
import { giveUpWaiting } from './webhooks.js';

/** One attempt at a delivery, given to one process. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly claim: string;
  readonly webhookId: string;
  readonly userId: string;
  readonly event: string;
  readonly body: string;
  readonly url: string;
  /** Encrypted; the newest stands first. */
  readonly secrets: readonly string[];
  readonly attempts: readonly WebhookAttempt[];
  /** Attempts since it was sent, or sent again. */
  readonly tries: number;
  /** Until then nobody else makes it: on the clock of `performance.now()`. */
  readonly mineUntil: number;
}

/** `retryInMs`: of a failure that is not the last one. */
export type DeliveryOutcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly retryInMs?: number | undefined }
  | { readonly kind: 'gone' };

/** What was switched off thereby, so that its owner can be told. */
export type SwitchedOff = 'gone' | 'failing' | undefined;

/** For so long an attempt belongs to whoever has claimed it. */
const claimMs = 30_000;
/** Attempts at one webhook at once: one that hangs holds no more. */
const perWebhook = 2;
const keptAttempts = 30;
const retentionDays = 30;

/** Deliveries whose time has come. The time is that of Postgres. */
export class DueDeliveries {
  constructor(
    private readonly database: Database,
    private readonly lastingMs = claimMs,
  ) {}

  /** Those of all webhooks in turn; two that claim at once get different ones. */
  async claim(most: number): Promise<ClaimedDelivery[]> {
    const mineUntil = performance.now() + this.lastingMs;
    const rows = await this.database.query<Omit<ClaimedDelivery, 'mineUntil'>>(claimDue, [v7(), this.lastingMs, most]);
    return rows.map((row) => ({ ...row, mineUntil }));
  }

  /**
   * Writes down what has become of an attempt, and what follows: the next one, or a webhook that is switched off, which
   * `onSwitchedOff` hears of in the same transaction. An attempt whose claim is over is not written down: it may have been
   * made again.
   */
  record(
    delivery: ClaimedDelivery,
    attempt: WebhookAttempt,
    outcome: DeliveryOutcome,
    onSwitchedOff: (tx: Statements, reason: 'gone' | 'failing') => Promise<unknown>,
  ): Promise<SwitchedOff> {
    return this.database.transaction(async (tx) => {
      // First the webhook, as whoever changes it does.
      const [webhook] = await tx.query<{ enabled: boolean }>(lockWebhook, [delivery.webhookId]);
      const retryInMs = outcome.kind === 'failed' && webhook?.enabled ? (outcome.retryInMs ?? null) : null;
      const attempts = [...delivery.attempts, attempt].slice(-keptAttempts);
      const written = await tx.execute(writeAttempt, [
        delivery.id,
        delivery.claim,
        outcome.kind === 'delivered' ? 'delivered' : retryInMs === null ? 'failed' : 'pending',
        storableJson(attempts),
        retryInMs,
      ]);
      if (!written) return undefined;
      const reason = await judgeWebhook(tx, delivery.webhookId, outcome);
      if (!reason) return undefined;
      await tx.execute(giveUpWaiting, [delivery.webhookId]);
      await onSwitchedOff(tx, reason);
      return reason;
    });
  }

  /** Deliveries of long ago. Answers how many. */
  sweep(): Promise<number> {
    return this.database.execute(
      `DELETE FROM webhook_deliveries WHERE id IN (
         SELECT id FROM webhook_deliveries WHERE status <> 'pending' AND created_at < now() - interval '${retentionDays} days'
         ORDER BY created_at LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
    );
  }
}

async function judgeWebhook(tx: Statements, id: string, { kind }: DeliveryOutcome): Promise<SwitchedOff> {
  if (kind === 'delivered') {
    await tx.execute('UPDATE webhooks SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL', [id]);
    return undefined;
  }
  const [judged] = await tx.query<{ reason: SwitchedOff | null }>(countFailure, [id, kind === 'gone']);
  return judged?.reason ?? undefined;
}

const isFree = `(claim IS NULL OR claimed_until <= now())`;

// From one webhook with something to do to the next, so that the many deliveries of one are not read for those of others.
const claimDue = `
  WITH RECURSIVE waiting AS (
    (SELECT webhook_id FROM webhook_deliveries WHERE status = 'pending' ORDER BY webhook_id LIMIT 1)
    UNION ALL
    SELECT (SELECT webhook_id FROM webhook_deliveries WHERE status = 'pending' AND webhook_id > waiting.webhook_id
      ORDER BY webhook_id LIMIT 1)
    FROM waiting WHERE webhook_id IS NOT NULL
  ), chosen AS (
    SELECT one.id FROM waiting CROSS JOIN LATERAL (
      SELECT id, next_attempt_at FROM webhook_deliveries
      WHERE webhook_id = waiting.webhook_id AND status = 'pending' AND next_attempt_at <= now() AND ${isFree}
      ORDER BY next_attempt_at, id LIMIT greatest(0, ${perWebhook} - (SELECT count(*) FROM webhook_deliveries
        WHERE webhook_id = waiting.webhook_id AND claim IS NOT NULL AND claimed_until > now()))
    ) one WHERE waiting.webhook_id IS NOT NULL ORDER BY one.next_attempt_at LIMIT $3
  ), free AS (
    SELECT id FROM webhook_deliveries JOIN chosen USING (id)
    WHERE status = 'pending' AND next_attempt_at <= now() AND ${isFree} FOR UPDATE OF webhook_deliveries SKIP LOCKED
  )
  UPDATE webhook_deliveries d SET claim = $1, claimed_until = now() + $2 * interval '1 millisecond'
  FROM free, webhooks w WHERE d.id = free.id AND w.id = d.webhook_id
  RETURNING d.id, d.claim, d.webhook_id AS "webhookId", w.user_id AS "userId", d.event, d.body, w.url,
    CASE WHEN w.old_secret_until > now() THEN ARRAY[w.secret, w.old_secret] ELSE ARRAY[w.secret] END AS secrets,
    d.attempts, d.tries`;

const lockWebhook = 'SELECT enabled FROM webhooks WHERE id = $1 FOR NO KEY UPDATE';

// Asked for again meanwhile: this attempt is the one.
const writeAttempt = `
  UPDATE webhook_deliveries SET status = $3, attempts = $4, tries = tries + 1, claim = NULL, claimed_until = NULL,
    next_attempt_at = now() + $5::float8 * interval '1 millisecond'
  WHERE id = $1 AND claim = $2`;

// Failures of a week without a success between them. Two days without a failure begin anew: nothing was sent.
const countFailure = `
  WITH counted AS (
    SELECT id, enabled, CASE WHEN failed_at > now() - interval '2 days' THEN coalesce(failing_since, now()) ELSE now() END AS since
    FROM webhooks WHERE id = $1
  ), judged AS (
    SELECT id, since, CASE WHEN NOT enabled THEN NULL WHEN $2 THEN 'gone'
      WHEN since <= now() - interval '7 days' THEN 'failing' END AS reason FROM counted
  )
  UPDATE webhooks w SET failing_since = since, failed_at = now(), enabled = enabled AND reason IS NULL,
    disabled_reason = coalesce(reason, disabled_reason)
  FROM judged WHERE w.id = judged.id RETURNING reason`;
