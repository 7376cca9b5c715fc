import type { Report, ReportType } from '@polyspool/contracts/reports';
import { In } from 'typeorm';
import type { Database } from './database.js';
import { ArtifactRow } from './entities/artifact.js';
import { JobRow } from './entities/job.js';
import { artifactView, jobView } from './job-view.js';

export interface ReportFilter {
  /** Whose; undefined: everybody's. */
  readonly ownerId: string | undefined;
  readonly type?: ReportType | undefined;
  /** The last id of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

const domain = 'reports.';

/** Reports that were asked for, with their files. */
export class ReportList {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async page({ ownerId, type, before, limit }: ReportFilter): Promise<Report[]> {
    const found = await this.database.query<{ id: string }>(
      `SELECT id FROM jobs WHERE parent_id IS NULL AND ($1::uuid IS NULL OR user_id = $1) AND ($2::uuid IS NULL OR id < $2)
         AND type LIKE $3 ORDER BY id DESC LIMIT $4`,
      [ownerId ?? null, before ?? null, `${domain}${type ?? '%'}`, limit],
    );
    const ids = found.map(({ id }) => id);
    const { jobs, artifacts } = await this.database.entities(async (manager) => ({
      jobs: await manager.find(JobRow, { where: { id: In(ids) }, order: { id: 'DESC' } }),
      artifacts: await manager.find(ArtifactRow, { where: { jobId: In(ids) }, order: { name: 'ASC' } }),
    }));
    const files = Map.groupBy(artifacts.map(artifactView), ({ jobId }) => jobId);
    return jobs.map((row) => {
      const { id, status, percent, input, error, createdAt, finishedAt } = jobView(row);
      const kind = row.type.slice(domain.length) as ReportType; // as was asked for
      return {
        id,
        type: kind,
        status,
        percent,
        options: input,
        error,
        files: files.get(id) ?? [],
        createdAt,
        finishedAt,
      };
    });
  }
}
