import type { Job } from '@polyspool/contracts/job-status';
import { gdprJobs } from '@polyspool/contracts/reports';
import { IsNull } from 'typeorm';
import type { Database } from './database.js';
import { ArtifactRow } from './entities/artifact.js';
import { JobRow } from './entities/job.js';
import { jobView } from './job-view.js';
import { ensureSystemUser } from './system-user.js';

const type = gdprJobs.erase.name;

export interface FoundErasure {
  readonly job: Job;
  /** Where it lies; and its signature, where it has one. */
  readonly certificate: Pick<ArtifactRow, 'storageKey' | 'provenance'> | null;
}

/** Jobs that erase people. They belong to the platform. */
export class Erasures {
  constructor(private readonly database: Database) {}

  /** So that there is somebody whose jobs they are. */
  prepare() {
    return ensureSystemUser(this.database);
  }

  find(id: string): Promise<FoundErasure | undefined> {
    return this.database.entities(async (manager) => {
      const row = await manager.findOneBy(JobRow, { id, type, parentId: IsNull() });
      if (!row) return undefined;
      const certificate = await manager.findOneBy(ArtifactRow, { jobId: id, name: 'certificate.json' });
      return { job: jobView(row), certificate };
    });
  }

  /** One that is under way already. */
  async openFor(userId: string): Promise<Job | undefined> {
    const [open] = await this.database.query<{ id: string }>(
      `SELECT id FROM jobs WHERE type = $2 AND finished_at IS NULL AND input ->> 'userId' = $1 ORDER BY id LIMIT 1`,
      [userId, type],
    );
    return open && (await this.find(open.id))?.job;
  }

  /** Without whom nobody could administer the platform any more: who is being erased does not count. */
  async isLastAdmin(userId: string): Promise<boolean> {
    const [row] = await this.database.query<{ isLast: boolean }>(
      `SELECT role = 'admin' AND NOT EXISTS (
         SELECT 1 FROM users other JOIN api_keys k ON k.user_id = other.id WHERE other.role = 'admin' AND other.id <> $1
           AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
           AND NOT EXISTS (SELECT 1 FROM jobs WHERE type = $2 AND finished_at IS NULL AND input ->> 'userId' = other.id::text)
       ) AS "isLast" FROM users WHERE id = $1`,
      [userId, type],
    );
    return row?.isLast ?? false;
  }
}
