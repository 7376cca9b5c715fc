import { Injectable } from '@nestjs/common';
import type { maintenanceJobs } from '@polyspool/contracts/maintenance';
import { Database } from '@polyspool/database/database';
import { DatabaseCare, type IndexFault } from '@polyspool/database/database-care';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';

type OptimizeJob = RunningJob<typeof maintenanceJobs.optimizeDatabase>;

/** What an index can be made well of by building it again. */
const mended: ReadonlySet<IndexFault['fault']> = new Set(['invalid', 'bloated']);

/** VACUUM and ANALYZE where they are due; indexes that are broken, bloated, double or never used are named. */
@Injectable()
export class OptimizeDatabase implements JobHandler<typeof maintenanceJobs.optimizeDatabase> {
  constructor(private readonly database: Database) {}

  run(job: OptimizeJob) {
    return DatabaseCare.take(this.database.url, job.signal, async (care) => {
      job.report('look', 0);
      const done = await this.#vacuum(job, care);
      job.report('indexes', 0);
      const indexes = await care.indexFaults();
      const reindexed = job.input.reindex ? await this.#reindex(job, care, indexes) : [];
      return { ...done, indexes, reindexed };
    });
  }

  async #vacuum({ signal, report }: OptimizeJob, care: DatabaseCare) {
    const tables = await care.tables();
    const due = tables.filter(({ wantsVacuum, wantsAnalyze }) => wantsVacuum || wantsAnalyze);
    const vacuumed = [];
    const analyzed = [];
    for (const [index, { table, deadRows, bytes, wantsVacuum }] of due.entries()) {
      signal.throwIfAborted();
      report('vacuum', index / due.length, table);
      analyzed.push(table);
      if (!wantsVacuum) await care.analyze(table);
      else vacuumed.push({ table, deadRows, bytesBefore: bytes, bytesAfter: await care.vacuum(table) });
    }
    return { vacuumed, analyzed };
  }

  async #reindex({ signal, log }: OptimizeJob, care: DatabaseCare, indexes: readonly IndexFault[]) {
    const reindexed = [];
    for (const { index, fault } of indexes) {
      signal.throwIfAborted();
      if (!mended.has(fault)) continue;
      const done = await care.mend(index);
      log(`${index} was ${fault}, and has been ${done}`);
      if (done === 'built again') reindexed.push(index);
    }
    return reindexed;
  }
}
