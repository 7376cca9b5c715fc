import { Injectable } from '@nestjs/common';
import { FileKey } from '@polyspool/contracts/files';
import type { maintenanceJobs } from '@polyspool/contracts/maintenance';
import { raiseAlerts } from '@polyspool/database/alerts';
import { Database } from '@polyspool/database/database';
import { type KeptFile, StoredFiles } from '@polyspool/database/stored-files';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { Storage } from '@polyspool/storage/storage';
import { FileSweep } from './file-sweep.js';

type CleanUpJob = RunningJob<typeof maintenanceJobs.cleanupOldFiles>;

const dayMs = 24 * 3_600_000;
/** Questions to the storage at once. */
const askedAtOnce = 16;
const mostExamples = 50;
const about = { kind: 'storage', subject: 'missing files' };

/**
 * Storage and database compared both ways: files that belong to nothing are removed; rows whose files are gone are counted
 * and told, but stay, as it may be the storage that is wrong.
 */
@Injectable()
export class CleanUpOldFiles implements JobHandler<typeof maintenanceJobs.cleanupOldFiles> {
  constructor(
    private readonly sweep: FileSweep,
    private readonly stored: StoredFiles,
    private readonly storage: Storage,
    private readonly database: Database,
  ) {}

  async run(job: CleanUpJob) {
    const { days, dryRun } = job.input;
    const onLooked = (files: number) => job.report('list', 0, `${files} old files looked at`);
    job.report('list', 0);
    const done = await this.sweep.run({ olderThanMs: days * dayMs, dryRun, steps: true, signal: job.signal, onLooked });
    job.report('compare', 0);
    const { rows, examples } = await this.#withoutFiles(job);
    if (rows && !dryRun) await this.#tell(rows, examples[0]!);
    return { ...done, rows, examples: [...done.examples, ...examples].slice(0, mostExamples) };
  }

  async #withoutFiles({ signal, report }: CleanUpJob) {
    const examples: string[] = [];
    let rows = 0;
    for await (const page of this.stored.named()) {
      for (let at = 0; at < page.length; at += askedAtOnce) {
        signal.throwIfAborted();
        for (const { of, id, key } of await this.#missing(page.slice(at, at + askedAtOnce))) {
          rows += 1;
          if (examples.length < mostExamples) examples.push(`${of} ${id} has no file ${key}`);
        }
      }
      report('compare', 0);
    }
    return { rows, examples };
  }

  async #missing(files: readonly KeptFile[]) {
    const sizes = await Promise.all(files.map(({ key }) => this.storage.size(FileKey.parse(key))));
    // A row may have gone meanwhile, and its file with it.
    return this.stored.stillNamed(files.filter((_, index) => sizes[index] === undefined));
  }

  /** The same rows are missed each night: news is that there are more of them. */
  #tell(rows: number, example: string) {
    const message = `${rows} uploads and artifacts have no file in storage, for example: ${example}`;
    return this.database.transaction(async (tx) => {
      const [last] = await tx.query<{ message: string }>(
        'SELECT message FROM alerts WHERE kind = $1 AND subject = $2',
        [about.kind, about.subject],
      );
      const isNews = !last || rows > Number.parseInt(last.message, 10);
      await raiseAlerts(tx, [{ ...about, message, count: 1, at: new Date(), isNews }]);
    });
  }
}
