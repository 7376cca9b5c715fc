import { AppError } from '@polyspool/contracts/errors';
import type { Database } from './database.js';
import { systemUserId } from './system-user.js';

export interface ReportAsker {
  readonly id: string;
  readonly askedAt: Date;
}

/** Who wants a report. */
export class ReportAskers {
  constructor(private readonly database: Database) {}

  /** The owner of the job that makes it. Throws `job.unknown`. */
  async of(jobId: string): Promise<ReportAsker> {
    const [asker] = await this.database.query<ReportAsker>(
      'SELECT user_id AS id, created_at AS "askedAt" FROM jobs WHERE id = $1',
      [jobId],
    );
    if (!asker) throw new AppError('job.unknown', `No job ${jobId}`);
    return asker;
  }

  /** Who is told: what the platform asks for of itself is for administrators. */
  async readersOf({ id }: ReportAsker, most: number): Promise<string[]> {
    if (id !== systemUserId) return [id];
    const admins = await this.database.query<{ id: string }>(
      `SELECT id FROM users WHERE role = 'admin' ORDER BY id LIMIT $1`,
      [most],
    );
    return admins.map((admin) => admin.id);
  }
}
