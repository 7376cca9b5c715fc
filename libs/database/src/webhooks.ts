import { AppError } from '@polyspool/contracts/errors';
import type { NewWebhook, Webhook, WebhookChange } from '@polyspool/contracts/webhooks';
import type { Database, Statements } from './database.js';
import { storableText } from './storable.js';

/** Of one person. */
export const maxWebhooks = 20;
/** So long receivers have to take over a new secret. */
const oldSecretLifetime = `interval '24 hours'`;

/** Where people want to be told of their jobs, each seen by its owner only. Secrets come in encrypted and are not given out. */
export class Webhooks {
  constructor(
    private readonly database: Database,
    private readonly most = maxWebhooks,
  ) {}

  /** Newest first. */
  async list(userId: string, { before, limit }: { before?: string | undefined; limit: number }): Promise<Webhook[]> {
    const rows = await this.database.query<WebhookRow>(
      `SELECT ${columns} FROM webhooks WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [userId, before ?? null, limit],
    );
    return rows.map(webhookView);
  }

  /** Throws `webhook.unknown`. */
  async find(userId: string, id: string): Promise<Webhook> {
    const [row] = await this.database.query<WebhookRow>(
      `SELECT ${columns} FROM webhooks WHERE user_id = $1 AND id = $2`,
      [userId, id],
    );
    return known(row, id);
  }

  /** Throws `quota.webhooks`. */
  async add(userId: string, { id, secret, url, description, events }: NewWebhook & Sealed): Promise<Webhook> {
    const row = await this.database.transaction(async (tx) => {
      // One after another: two that come at once count each other.
      await tx.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
      const [made] = await tx.query<WebhookRow>(
        `INSERT INTO webhooks (id, user_id, url, description, events, secret)
         SELECT $2, $1, $3, $4, $5, $6 WHERE (SELECT count(*) FROM webhooks WHERE user_id = $1) < $7 RETURNING ${columns}`,
        [userId, id, storableText(url), textOrNull(description), JSON.stringify(events), secret, this.most],
      );
      return made;
    });
    if (!row) throw new AppError('quota.webhooks', `A person may have ${this.most} webhooks`);
    return webhookView(row);
  }

  /**
   * Switched on again, its failures are forgotten; switched off, what waits has failed. An empty description takes the one
   * that was there away. Throws `webhook.unknown`.
   */
  change(userId: string, id: string, { url, description, events, enabled }: WebhookChange): Promise<Webhook> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<WebhookRow>(
        `UPDATE webhooks SET url = coalesce($3, url), events = coalesce($5::jsonb, events), enabled = coalesce($6, enabled),
           description = CASE WHEN $7 THEN $4 ELSE description END,
           disabled_reason = CASE WHEN $6 IS NULL THEN disabled_reason END,
           failing_since = CASE WHEN $6 OR $3 IS NOT NULL THEN NULL ELSE failing_since END
         WHERE user_id = $1 AND id = $2 RETURNING ${columns}`,
        [
          userId,
          id,
          textOrNull(url),
          textOrNull(description),
          events ? JSON.stringify(events) : null,
          enabled ?? null,
          description !== undefined,
        ],
      );
      if (enabled === false) await tx.execute(giveUpWaiting, [id]);
      return known(row, id);
    });
  }

  /** Until tomorrow the secret of before signs too. Throws `webhook.unknown`. */
  async rotate(userId: string, { id, secret }: Sealed): Promise<Webhook> {
    const [row] = await this.database.query<WebhookRow>(
      `UPDATE webhooks SET old_secret = secret, old_secret_until = now() + ${oldSecretLifetime}, secret = $3
       WHERE user_id = $1 AND id = $2 RETURNING ${columns}`,
      [userId, id, secret],
    );
    return known(row, id);
  }

  /** With its deliveries. Throws `webhook.unknown`. */
  async remove(userId: string, id: string) {
    const removed = await this.database.execute('DELETE FROM webhooks WHERE user_id = $1 AND id = $2', [userId, id]);
    if (!removed) throw unknownWebhook(id);
  }
}

interface Sealed {
  readonly id: string;
  readonly secret: string;
}

interface WebhookRow extends Pick<Webhook, 'id' | 'url' | 'events' | 'enabled'> {
  readonly description: string | null;
  readonly disabledReason: Webhook['disabledReason'] | null;
  readonly oldSecretUntil: Date | null;
  readonly createdAt: Date;
}

const columns = `id, url, description, events, enabled, disabled_reason AS "disabledReason",
  CASE WHEN old_secret_until > now() THEN old_secret_until END AS "oldSecretUntil", created_at AS "createdAt"`;

/** Somebody's own, which is on; with the lock it stays so in the transaction. Throws `webhook.unknown`, `webhook.disabled`. */
export async function requireWebhook(statements: Statements, userId: string, id: string, lock: '' | 'FOR SHARE' = '') {
  const [webhook] = await statements.query<{ enabled: boolean }>(
    `SELECT enabled FROM webhooks WHERE user_id = $1 AND id = $2 ${lock}`,
    [userId, id],
  );
  if (!webhook) throw unknownWebhook(id);
  if (!webhook.enabled) throw new AppError('webhook.disabled', 'Switch the webhook on first');
}

/** Nothing more is tried at the webhook $1. What is under way ends as it ends. */
export const giveUpWaiting = `UPDATE webhook_deliveries SET status = 'failed', next_attempt_at = NULL, claim = NULL,
  claimed_until = NULL WHERE webhook_id = $1 AND status = 'pending' AND (claim IS NULL OR claimed_until <= now())`;

const textOrNull = (text: string | undefined) => (text ? storableText(text) : null);

const webhookView = ({ description, disabledReason, oldSecretUntil, createdAt, ...row }: WebhookRow): Webhook => ({
  ...row,
  description: description ?? undefined,
  disabledReason: disabledReason ?? undefined,
  oldSecretUntil: oldSecretUntil?.toISOString(),
  createdAt: createdAt.toISOString(),
});

function known(row: WebhookRow | undefined, id: string): Webhook {
  if (!row) throw unknownWebhook(id);
  return webhookView(row);
}

export const unknownWebhook = (id: string) => new AppError('webhook.unknown', `There is no webhook ${id.slice(0, 64)}`);
