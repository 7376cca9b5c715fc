import type { Alert } from '@polyspool/contracts/dead-letters';
import { AppError } from '@polyspool/contracts/errors';
import { v7 } from 'uuid';
import type { Database, Statements } from './database.js';
import { storableText } from './storable.js';

export interface NewAlert {
  readonly kind: string;
  readonly subject: string;
  readonly message: string;
  readonly count: number;
  readonly at: Date;
  /** It is to be looked at again, even if somebody has seen it before. */
  readonly isNews: boolean;
}

/** What somebody on call should know: one row for each kind of trouble and subject. */
export class Alerts {
  constructor(private readonly database: Database) {}

  /** Newest kind of trouble first. */
  async list(limit: number, { before, isSeen }: { before?: string | undefined; isSeen?: boolean | undefined } = {}) {
    const rows = await this.database.query<AlertRecord>(
      `SELECT ${columns} FROM alerts WHERE ($1::uuid IS NULL OR id < $1) AND ($2::bool IS NULL OR (seen_at IS NOT NULL) = $2)
       ORDER BY id DESC LIMIT $3`,
      [before ?? null, isSeen ?? null, limit],
    );
    return rows.map(alertView);
  }

  /** Somebody has taken notice. Throws `alert.unknown`. */
  async see(id: string): Promise<Alert> {
    const [row] = await this.database.query<AlertRecord>(
      `UPDATE alerts SET seen_at = coalesce(seen_at, now()) WHERE id = $1 RETURNING ${columns}`,
      [id],
    );
    if (!row) throw new AppError('alert.unknown', `No alert ${id}`);
    return alertView(row);
  }
}

/** In the transaction of what they are about. In the order of subjects, so that two writers cannot lock each other out. */
export async function raiseAlerts(tx: Statements, alerts: readonly NewAlert[]) {
  if (!alerts.length) return;
  const ordered = [...alerts].sort((a, b) => (`${a.kind} ${a.subject}` < `${b.kind} ${b.subject}` ? -1 : 1));
  const column = (field: keyof NewAlert) => ordered.map((alert) => alert[field]);
  await tx.execute(
    `INSERT INTO alerts (id, kind, subject, message, count, first_at, last_at, seen_at)
     SELECT id, kind, subject, message, count, at, at, CASE WHEN news THEN NULL ELSE at END
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::timestamptz[], $7::bool[])
       AS x(id, kind, subject, message, count, at, news)
     ON CONFLICT (kind, subject) DO UPDATE SET count = alerts.count + excluded.count, last_at = excluded.last_at,
       message = excluded.message, seen_at = CASE WHEN excluded.seen_at IS NULL THEN NULL ELSE alerts.seen_at END`,
    [
      ordered.map(() => v7()),
      column('kind'),
      column('subject'),
      ordered.map(({ message }) => storableText(message)),
      column('count'),
      column('at'),
      column('isNews'),
    ],
  );
}

interface AlertRecord extends Pick<Alert, 'id' | 'kind' | 'subject' | 'message' | 'count'> {
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly seenAt: Date | null;
}

const columns = `id, kind, subject, message, count, first_at AS "firstAt", last_at AS "lastAt", seen_at AS "seenAt"`;

const alertView = ({ firstAt, lastAt, seenAt, ...alert }: AlertRecord): Alert => ({
  ...alert,
  firstAt: firstAt.toISOString(),
  lastAt: lastAt.toISOString(),
  seenAt: seenAt?.toISOString(),
});
