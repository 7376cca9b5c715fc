import { AppError } from '@polyspool/contracts/errors';
import type { WebhookDelivery } from '@polyspool/contracts/webhooks';
import { v7 } from 'uuid';
import type { Database, Statements } from './database.js';
import type { Notices } from './notices.js';
import { requireWebhook, unknownWebhook } from './webhooks.js';

/** On which those who deliver are told that there is something to do. */
export const webhooksChannel = 'webhooks';

const testsPerMinute = 10;
const minuteMs = 60_000;

/** What has been sent to a webhook, and what is to be; seen by its owner only. */
export class WebhookDeliveries {
  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
  ) {}

  /** Newest first. Throws `webhook.unknown`. */
  async list({ userId, webhookId }: OwnWebhook, { before, status, limit }: DeliveryFilter): Promise<WebhookDelivery[]> {
    await requireOwn(this.database, { userId, webhookId });
    const rows = await this.database.query<DeliveryRow>(
      `SELECT ${columns} FROM webhook_deliveries
       WHERE webhook_id = $1 AND ($2::uuid IS NULL OR id < $2) AND ($3::text IS NULL OR status = $3)
       ORDER BY id DESC LIMIT $4`,
      [webhookId, before ?? null, status ?? null, limit],
    );
    return rows.map(deliveryView);
  }

  /** Tried once, also where the webhook is switched off. Throws `webhook.unknown`, `quota.webhookTests`. */
  async test({ userId, webhookId }: OwnWebhook): Promise<WebhookDelivery> {
    const body = { type: 'webhook.test', timestamp: new Date().toISOString(), data: { webhookId } };
    const [row] = await this.database.transaction(async (tx) => {
      // One after another: two that come at once count each other.
      await requireOwn(tx, { userId, webhookId }, 'FOR NO KEY UPDATE');
      return tx.query<DeliveryRow>(addTest, [v7(), webhookId, JSON.stringify(body), idOf(Date.now() - 2 * minuteMs)]);
    });
    if (!row) throw new AppError('quota.webhookTests', `A webhook is tested ${testsPerMinute} times a minute`);
    this.notices.tell(webhooksChannel, '');
    return deliveryView(row);
  }

  /**
   * The same once more, with the same id and body and all its attempts before it; one that waits for its next attempt has
   * it now. Throws `webhook.unknown`, `webhook.deliveryUnknown`, `webhook.disabled`.
   */
  async resend(own: OwnWebhook, id: string): Promise<WebhookDelivery> {
    const [row] = await this.database.transaction(async (tx) => {
      await requireWebhook(tx, own.userId, own.webhookId, 'FOR SHARE');
      return tx.query<DeliveryRow>(
        `UPDATE webhook_deliveries SET status = 'pending', tries = 0, next_attempt_at = now()
         WHERE id = $1 AND webhook_id = $2 RETURNING ${columns}`,
        [id, own.webhookId],
      );
    });
    if (!row) throw new AppError('webhook.deliveryUnknown', `There is no delivery ${id}`);
    this.notices.tell(webhooksChannel, '');
    return deliveryView(row);
  }
}

async function requireOwn(statements: Statements, own: OwnWebhook, lock: '' | 'FOR NO KEY UPDATE' = '') {
  const { userId, webhookId } = own;
  const found = await statements.query(`SELECT FROM webhooks WHERE user_id = $1 AND id = $2 ${lock}`, [
    userId,
    webhookId,
  ]);
  if (!found.length) throw unknownWebhook(webhookId);
}

interface OwnWebhook {
  readonly userId: string;
  readonly webhookId: string;
}

interface DeliveryFilter {
  readonly before?: string | undefined;
  readonly status?: WebhookDelivery['status'] | undefined;
  readonly limit: number;
}

interface DeliveryRow extends Pick<WebhookDelivery, 'id' | 'webhookId' | 'event' | 'status' | 'attempts'> {
  readonly jobId: string | null;
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
}

const columns = `id, webhook_id AS "webhookId", event, job_id AS "jobId", status, attempts,
  next_attempt_at AS "nextAttemptAt", created_at AS "createdAt"`;

// Ids begin with the time: the index of a webhook's deliveries leads to the newest. A minute more is for clocks that differ.
const addTest = `
  INSERT INTO webhook_deliveries (id, webhook_id, event, body) SELECT $1, $2, 'webhook.test', $3
  WHERE (SELECT count(*) FROM webhook_deliveries WHERE webhook_id = $2 AND id > $4 AND event = 'webhook.test'
    AND created_at > now() - interval '1 minute') < ${testsPerMinute} RETURNING ${columns}`;

/** The first of that time. */
const idOf = (msecs: number) => v7({ msecs, seq: 0, random: new Uint8Array(16) });

const deliveryView = ({ jobId, nextAttemptAt, createdAt, ...row }: DeliveryRow): WebhookDelivery => ({
  ...row,
  jobId: jobId ?? undefined,
  nextAttemptAt: nextAttemptAt?.toISOString(),
  createdAt: createdAt.toISOString(),
});
