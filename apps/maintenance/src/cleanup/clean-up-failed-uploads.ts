import { Injectable } from '@nestjs/common';
import { FileKey } from '@polyspool/contracts/files';
import type { maintenanceJobs } from '@polyspool/contracts/maintenance';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { FileSweep } from './file-sweep.js';

const hourMs = 3_600_000;

/** Uploads that were stored and never entered, because the gateway ended in between; and what broke off while it was written. */
@Injectable()
export class CleanUpFailedUploads implements JobHandler<typeof maintenanceJobs.cleanupFailedUploads> {
  constructor(private readonly sweep: FileSweep) {}

  run({ input, signal, report }: RunningJob<typeof maintenanceJobs.cleanupFailedUploads>) {
    report('list', 0);
    const { hours, dryRun } = input;
    const folder = FileKey.parse('uploads');
    return this.sweep.run({ folder, olderThanMs: hours * hourMs, dryRun, steps: false, signal });
  }
}
