import type { JobStatus } from '@polyspool/contracts/job-status';
import type { Database } from './database.js';
import { seesJob } from './owned-by.js';

/** What a job has answered, packed as it rests. */
export interface StoredResult {
  readonly id: string;
  readonly userId: string;
  readonly type: string;
  readonly status: JobStatus;
  readonly output: unknown;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
  /** Its time is over, or it has been removed already. */
  readonly expired: boolean;
}

export class JobResults {
  constructor(private readonly database: Database) {}

  /** Also of jobs in projects that somebody is a member of. `viewerId` undefined: an operator, who sees all. */
  async find(id: string, viewerId: string | undefined): Promise<StoredResult | undefined> {
    const [row] = await this.database.query<StoredResult>(
      `SELECT id, user_id AS "userId", type, status, output, finished_at AS "finishedAt", result_expires_at AS "expiresAt",
         coalesce(result_expires_at <= now(), output IS NULL) AS expired
       FROM jobs WHERE id = $1 AND ${seesJob('jobs', 2)}`,
      [id, viewerId ?? null],
    );
    return row;
  }
}
