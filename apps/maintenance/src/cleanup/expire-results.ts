import { Injectable } from '@nestjs/common';
import { FileKey } from '@polyspool/contracts/files';
import type { maintenanceJobs } from '@polyspool/contracts/maintenance';
import { Database } from '@polyspool/database/database';
import { isLockTimeout } from '@polyspool/database/database-errors';
import { EndedJobs } from '@polyspool/database/ended-jobs';
import { EventMonths, type OldMonth } from '@polyspool/database/event-months';
import { IdempotencyKeys } from '@polyspool/database/idempotency-keys';
import { Notices } from '@polyspool/database/notices';
import { OldJobs } from '@polyspool/database/old-jobs';
import { countExpired, expireResults } from '@polyspool/database/result-expiry';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { Storage } from '@polyspool/storage/storage';

type ExpireJob = RunningJob<typeof maintenanceJobs.expireResults>;

const mostExamples = 50;

export abstract class RetentionTime {
  /** How long jobs stay after their end; undefined: until their owners remove them. */
  abstract readonly days: number | undefined;
  /** How long a month of the event log stays after its end; undefined: as long as the jobs in it. */
  abstract readonly logDays: number | undefined;
}

/** Takes away results whose time is over, and jobs and months of the log as old as the operator wants them to become at the most. */
@Injectable()
export class ExpireResults implements JobHandler<typeof maintenanceJobs.expireResults> {
  readonly #old: OldJobs;
  readonly #keys: IdempotencyKeys;
  readonly #ended: EndedJobs;
  readonly #months: EventMonths;

  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
    private readonly storage: Storage,
    private readonly retention: RetentionTime,
  ) {
    this.#old = new OldJobs(database);
    this.#keys = new IdempotencyKeys(database);
    this.#ended = new EndedJobs(database);
    this.#months = new EventMonths(database);
  }

  async run(job: ExpireJob) {
    job.report('results', 0);
    const { days } = this.retention;
    if (job.input.dryRun) {
      const old = days === undefined ? 0 : await this.#old.count(days);
      const forgotten = (await this.#keys.countOld()) + (await this.#ended.countOld());
      const rows = (await countExpired(this.database)) + forgotten + old;
      return { files: 0, rows, dryRun: true, ...named(await this.#months.over(this.retention.logDays)) };
    }
    const results = await this.#expire(job);
    job.report('rows', 0);
    const forgotten = (await forget(this.#keys, job)) + (await forget(this.#ended, job));
    const old = days === undefined ? { rows: 0, examples: [] } : await this.#removeOld(job, days);
    const { bytes, examples } = await this.#dropMonths(job);
    const rows = results + forgotten + old.rows;
    return { files: 0, bytes, rows, dryRun: false, examples: [...examples, ...old.examples].slice(0, mostExamples) };
  }

  /** One that is being read, as a backup does, is left for the next time. */
  async #dropMonths({ signal, log }: ExpireJob) {
    const dropped: OldMonth[] = [];
    for (const month of await this.#months.over(this.retention.logDays)) {
      signal.throwIfAborted();
      try {
        if (await this.#months.drop(month, this.retention.logDays)) dropped.push(month);
      } catch (error) {
        if (!isLockTimeout(error)) throw error;
        log(`${month.name} stays for now: ${error.message}`);
      }
    }
    return named(dropped);
  }

  /** Their files in storage go with the next clean-up of files. */
  async #expire({ signal }: ExpireJob) {
    let results = 0;
    for (;;) {
      signal.throwIfAborted();
      const emptied = await expireResults(this.database);
      for (const { id, before } of emptied) this.notices.tell('events', `${id}:${before}`);
      if (!emptied.length) return results;
      results += emptied.length;
    }
  }

  /** Rows first: a file without a row is removed by the next clean-up, a row without a file would be a broken promise. */
  async #removeOld({ signal }: ExpireJob, days: number) {
    const examples: string[] = [];
    for (let rows = 0; ;) {
      signal.throwIfAborted();
      const ids = await this.#old.remove(days);
      if (!ids.length) return { rows, examples };
      for (const id of ids) await this.storage.removeFolder(FileKey.parse(`jobs/${id}`));
      rows += ids.length;
      examples.push(...ids.slice(0, mostExamples - examples.length).map((id) => `job ${id}`));
    }
  }
}

const named = (months: readonly OldMonth[]) => ({
  bytes: months.reduce((sum, { bytes }) => sum + bytes, 0),
  examples: months.slice(0, mostExamples).map(({ name }) => `log ${name}`),
});

async function forget(rows: { readonly sweep: () => Promise<number> }, { signal }: ExpireJob) {
  let all = 0;
  for (let gone = await rows.sweep(); gone > 0 && !signal.aborted; gone = await rows.sweep()) all += gone;
  return all;
}
