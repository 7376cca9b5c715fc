import type { Job } from '@polyspool/contracts/job-status';
import { gdprJobs } from '@polyspool/contracts/reports';
import { IsNull } from 'typeorm';
import type { Database } from './database.js';
import { ArtifactRow } from './entities/artifact.js';
import { JobRow } from './entities/job.js';
import { jobView } from './job-view.js';
import { isLastAdmin } from './last-admin.js';
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

  /** Without whom nobody could administer the platform any more. */
  isLastAdmin(userId: string): Promise<boolean> {
    return isLastAdmin(this.database, userId);
  }
}
