import type { WebhookEvent } from '@polyspool/contracts/webhooks';
import { v7 } from 'uuid';
import type { Statements } from './database.js';
import type { EndedJob } from './ended-jobs.js';
import { storableJson } from './storable.js';

/**
 * A delivery for each webhook that is to hear of these jobs: its owner's, where it is on and listens to such ends or the job
 * has named it. Written in the transaction that takes the jobs out of their outbox, so each comes about once.
 */
export async function addDeliveries(tx: Statements, ended: readonly EndedJob[]): Promise<number> {
  const listening = await tx.query<Listening>(findListening, [
    ended.map(({ jobId }) => jobId),
    ended.map(({ run }) => run),
    ended.map(({ status }) => `job.${status}`),
    ended.map(({ at }) => at),
  ]);
  if (!listening.length) return 0;
  return tx.execute(
    `INSERT INTO webhook_deliveries (id, webhook_id, event, job_id, body)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[])`,
    [
      listening.map(() => v7()),
      listening.map(({ webhookId }) => webhookId),
      listening.map(({ event }) => event),
      listening.map(({ jobId }) => jobId),
      listening.map((one) => storableJson(eventOf(one))),
    ],
  );
}

interface Listening {
  readonly webhookId: string;
  readonly event: WebhookEvent['type'];
  readonly jobId: string;
  readonly type: string;
  readonly run: number;
  readonly projectId: string | null;
  readonly error: { readonly code: string; readonly detail: string } | null;
  readonly createdAt: Date;
  readonly at: Date;
}

const eventOf = ({ webhookId, event, at, ...job }: Listening): WebhookEvent => ({
  type: event,
  timestamp: at.toISOString(),
  data: {
    webhookId,
    job: {
      id: job.jobId,
      type: job.type,
      status: event.slice('job.'.length),
      run: job.run,
      projectId: job.projectId ?? undefined,
      error: job.error ? { code: job.error.code, detail: job.error.detail } : undefined,
      createdAt: job.createdAt.toISOString(),
      finishedAt: at.toISOString(),
    },
  },
});

// A job may run again before its end is told: then its error is no longer this one's. Whoever switches a webhook off comes
// before or after, and then gives up what this makes.
const findListening = `
  SELECT w.id AS "webhookId", e.event, j.id AS "jobId", j.type, e.run, j.project_id AS "projectId", e.at,
    CASE WHEN e.event = 'job.failed' AND j.run = e.run THEN j.error END AS error, j.created_at AS "createdAt"
  FROM unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[]) WITH ORDINALITY AS e(job_id, run, event, at, place)
  JOIN jobs j ON j.id = e.job_id JOIN webhooks w ON w.user_id = j.user_id AND w.enabled
  WHERE w.events ? e.event OR EXISTS (SELECT FROM job_webhooks n WHERE n.job_id = j.id AND n.webhook_id = w.id)
  ORDER BY e.place, w.id FOR SHARE OF w`;
