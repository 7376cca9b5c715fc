import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { FileKey } from '@polyspool/contracts/files';
import { gdprJobs } from '@polyspool/contracts/reports';
import { Database } from '@polyspool/database/database';
import { personalTables } from '@polyspool/database/personal-rows';
import { systemUserId } from '@polyspool/database/system-user';
import { type Exception, searchDatabase } from '@polyspool/database/search-database';
import { JobTraces } from '@polyspool/jobs/job-traces';
import { readText, Storage } from '@polyspool/storage/storage';

/** How somebody would be told. */
export interface Marks {
  readonly userId: string;
  /** Name and addresses: others may write them into things of their own, so these are not looked into. */
  readonly words: readonly string[];
}

/** Looks for them everywhere, and fails if there is anything. */
@Injectable()
export class VerifyErased {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly traces: JobTraces,
  ) {}

  /** `erasureId`: the job that does it has their id until its end. Throws `erasure.incomplete`. */
  async run({ userId, words }: Marks, erasureId: string, signal: AbortSignal) {
    const rows = await this.#rows(userId, words);
    signal.throwIfAborted();
    const files = await this.#files([userId, ...words], signal);
    const isOwn = (key: string) => key.startsWith(`${gdprJobs.erase.queue}:${erasureId}_`);
    const redis = await this.traces.search([userId], isOwn);
    const found = [...rows.found, ...files.found, ...redis.found];
    if (found.length) throw new AppError('erasure.incomplete', `Still found: ${found.slice(0, 20).join(', ')}`);
    return { tables: rows.tables, files: files.files, redisKeys: redis.keys };
  }

  async #rows(userId: string, words: readonly string[]) {
    const erasures = `r.type = '${gdprJobs.erase.name}' AND r.input ->> 'userId' = '${userId}'`;
    const erasing: Exception[] = [
      { table: 'users', rows: `r.id = '${userId}'` },
      { table: 'notification_preferences', rows: `r.user_id = '${userId}'` },
      { table: 'jobs', rows: erasures },
      { table: 'events', rows: `r.job_id IN (SELECT r.id FROM jobs r WHERE ${erasures})` },
    ];
    // What the platform has done of itself is looked into: nobody wrote it.
    const those = `NOT IN ('${userId}', '${systemUserId}')`;
    const others = personalTables.map(({ table, owner }) => ({ table, rows: `${owner} ${those}` }));
    const byId = await searchDatabase(this.database, [userId], erasing);
    const byWord = await searchDatabase(this.database, words, [...erasing, ...others]);
    const found = [...byId.findings, ...byWord.findings].map(
      ({ table, column, rows }) => `${table}.${column} (${rows})`,
    );
    return { found, tables: byId.tables };
  }

  /** The names of all files, and what is in those that belong to everybody. */
  async #files(needles: readonly string[], signal: AbortSignal) {
    const texts = needles.map((needle) => needle.toLowerCase());
    const holds = (text: string) => texts.some((each) => text.toLowerCase().includes(each));
    const found: string[] = [];
    let files = 0;
    for await (const { key } of this.storage.list()) {
      signal.throwIfAborted();
      files += 1;
      if (holds(key) || (isShared(key) && holds(await this.#textOf(key)))) found.push(key);
    }
    return { found, files };
  }

  async #textOf(key: FileKey) {
    return (await this.storage.size(key)) === undefined ? '' : readText(this.storage, key);
  }
}

const isShared = (key: string) => key.startsWith('steps/') && key.endsWith('/result.json');
