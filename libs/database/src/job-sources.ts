import type { JobStatus } from '@polyspool/contracts/job-status';
import type { Database } from './database.js';
import { ownJob, seesJob } from './owned-by.js';

/** A job of which another one is made, or a question answered: its input as it rests, and one of its files. */
export interface JobSource {
  readonly id: string;
  readonly type: string;
  readonly status: JobStatus;
  /** Packed. */
  readonly input: Record<string, unknown>;
  /** Where the file lies, and how long it is; null where the job has published none of this name. */
  readonly storageKey: string | null;
  readonly bytes: number | null;
}

export class JobSources {
  constructor(private readonly database: Database) {}

  /** One that somebody has started. `ownerId` undefined: an operator, who sees all. */
  find(id: string, ownerId: string | undefined, fileName: string): Promise<JobSource | undefined> {
    return this.#find(ownJob('j', 2), [id, ownerId ?? null, fileName]);
  }

  /** One that somebody may see: also of a project that they are a member of. */
  findSeen(id: string, viewerId: string | undefined, fileName: string): Promise<JobSource | undefined> {
    return this.#find(seesJob('j', 2), [id, viewerId ?? null, fileName]);
  }

  async #find(isAllowed: string, values: readonly unknown[]) {
    const [row] = await this.database.query<JobSource>(
      `SELECT j.id, j.type, j.status, j.input, a.storage_key AS "storageKey", a.bytes::float8 AS bytes
       FROM jobs j LEFT JOIN artifacts a ON a.job_id = j.id AND a.name = $3 WHERE j.id = $1 AND ${isAllowed}`,
      values,
    );
    return row;
  }
}
