import type { InAppNotification, Topic } from '@polyspool/contracts/notifications';
import { AppError } from '@polyspool/contracts/errors';
import { v7 } from 'uuid';
import type { Database, Statements } from './database.js';
import { storableText } from './storable.js';

export interface NewInAppNotification {
  readonly userId: string;
  readonly topic: Topic;
  readonly subject: string;
  readonly message: string;
  /** An address within the console. */
  readonly link?: string | undefined;
  readonly jobId?: string | undefined;
}

/** What a person finds in their list. */
export class InAppNotifications {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(
    userId: string,
    { before, limit, isUnread }: { before?: string | undefined; limit: number; isUnread?: boolean | undefined },
  ): Promise<InAppNotification[]> {
    const rows = await this.database.query<NotificationRecord>(
      `SELECT ${columns} FROM notifications WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2)
         AND ($3::bool IS NULL OR (read_at IS NULL) = $3) ORDER BY id DESC LIMIT $4`,
      [userId, before ?? null, isUnread ?? null, limit],
    );
    return rows.map(view);
  }

  async unread(userId: string): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM notifications WHERE user_id = $1 AND read_at IS NULL',
      [userId],
    );
    return row!.n; // counts have a row
  }

  /** Throws `notification.unknown` where one is named that is not theirs, and then marks none. None named: all of theirs. */
  async mark(userId: string, isRead: boolean, ids?: readonly string[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      const marked = await tx.execute(
        `UPDATE notifications SET read_at = CASE WHEN $2 THEN coalesce(read_at, now()) END
         WHERE user_id = $1 AND ($3::uuid[] IS NULL OR id = ANY($3)) AND ($3 IS NOT NULL OR (read_at IS NULL) = $2)`,
        [userId, isRead, ids ?? null],
      );
      if (ids && marked < new Set(ids).size)
        throw new AppError('notification.unknown', 'One of them is not in your list');
    });
  }
}

/** In the transaction of what it is about. */
export async function addInAppNotification(tx: Statements, notification: NewInAppNotification) {
  const { userId, topic, subject, message, link, jobId } = notification;
  await tx.execute(
    `INSERT INTO notifications (id, user_id, topic, subject, message, link, job_id)
     SELECT $1, $2, $3, $4, $5, $6, (SELECT id FROM jobs WHERE id = $7)`,
    [v7(), userId, topic, storableText(subject), storableText(message), link ?? null, jobId ?? null],
  );
}

interface NotificationRecord {
  readonly id: string;
  readonly topic: Topic;
  readonly subject: string;
  readonly message: string;
  readonly link: string | null;
  readonly jobId: string | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

const columns = `id, topic, subject, message, link, job_id AS "jobId", created_at AS "createdAt", read_at AS "readAt"`;

const view = ({ link, jobId, createdAt, readAt, ...rest }: NotificationRecord): InAppNotification => ({
  ...rest,
  link: link ?? undefined,
  jobId: jobId ?? undefined,
  createdAt: createdAt.toISOString(),
  readAt: readAt?.toISOString(),
});
