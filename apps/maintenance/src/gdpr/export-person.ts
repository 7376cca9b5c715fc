import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { gdprJobs } from '@polyspool/contracts/reports';
import { AuditLog } from '@polyspool/database/audit-log';
import { Effects } from '@polyspool/database/effects';
import { PersonThings } from '@polyspool/database/person-things';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { Readable } from 'node:stream';
import { archiveOf } from './export-archive.js';
import { exportKeptMs } from './forget-exports.js';
import { PersonalArchive } from './personal-archive.js';

/** All that is kept of a person, as a ZIP. It is streamed: as much memory for much as for little. */
@Injectable()
export class ExportPerson implements JobHandler<typeof gdprJobs.export> {
  constructor(
    private readonly things: PersonThings,
    private readonly archive: PersonalArchive,
    private readonly effects: Effects,
    private readonly audit: AuditLog,
  ) {}

  async run({ id, input, signal, report, artifact }: RunningJob<typeof gdprJobs.export>) {
    const ownerId = await this.things.ownerOf(id);
    const userId = input.userId ?? ownerId;
    if (userId === undefined) throw new AppError('job.unknown', `No job ${id}`);
    await this.things.require(userId);
    if (userId !== ownerId) await this.#noteForeign(id, userId, ownerId);
    const counts = { rows: 0, files: 0 };
    const told = {
      onTable: (done: number, of: number) => report('rows', done / of),
      onFile: (files: number) => report('files', 0, `${files} files`),
    };
    let bytes = 0;
    const counted = async function* (parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        signal.throwIfAborted();
        bytes += part.length;
        yield part;
      }
    };
    const file = { name: 'export.zip', kind: 'report', mediaType: 'application/zip' } as const;
    const entries = this.archive.entries(userId, counts, told);
    await artifact(file, Readable.from(counted(archiveOf(entries)), { objectMode: false }));
    report('write', 1);
    return { ...counts, bytes, expiresAt: new Date(Date.now() + exportKeptMs).toISOString() };
  }

  /** Before anything of it is there: who has all of somebody else's made into a file stands on record. */
  async #noteForeign(jobId: string, userId: string, ownerId: string | undefined) {
    const owner = ownerId === undefined ? undefined : await this.things.find(ownerId);
    const actor = owner ? { id: owner.id, role: owner.role } : { role: 'system' };
    const entry = { actor, action: 'person.export', subject: userId, detail: { jobId } };
    await this.effects.once({ key: `${jobId}:export`, kind: 'audit', jobId }, (tx) => this.audit.add(tx, entry));
  }
}
