import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { notificationJobs, recipientsPerPart } from '@polyspool/contracts/notifications';
import type { Warning } from '@polyspool/contracts/warning';
import { acceptJobs, type NewJob, tellAccepted } from '@polyspool/database/accept-job';
import { Effects } from '@polyspool/database/effects';
import { Notices } from '@polyspool/database/notices';
import { ReportAskers } from '@polyspool/database/report-askers';
import { ensureSystemUser, systemUserId } from '@polyspool/database/system-user';
import { parseInput } from '@polyspool/contracts/input';
import { newJobId } from '@polyspool/jobs/job-ids';
import { inputFolder, pack, PackingParts } from '@polyspool/jobs/packing/packed-input';
import { currentTraceparent } from '@polyspool/service/tracing';
import type { ReportDocument } from './report-document.js';

/** Abstract so that Nest can inject it. */
export abstract class MailParts extends PackingParts {
  /** Where people reach the console. */
  abstract readonly publicUrl: string;
}

/** What the platform says of its own accord is no reason to say less. */
const maxOpenJobs = 100_000;

/** Asks for a mail to the one who wanted the report, once however often its job runs. */
@Injectable()
export class MailReport {
  constructor(
    private readonly effects: Effects,
    private readonly notices: Notices,
    private readonly askers: ReportAskers,
    private readonly parts: MailParts,
  ) {}

  async run(jobId: string, document: ReportDocument): Promise<Warning[]> {
    const readers = await this.askers.readersOf(await this.askers.of(jobId), recipientsPerPart);
    if (!readers.length) return [unmailed('there is no administrator to mail it to')];
    if (!this.parts.keys) return [unmailed('ENCRYPTION_KEYS is not set')];
    const job = await this.#prepare(jobId, readers, document);
    const isNew = await this.effects.once({ key: `report-mail:${jobId}`, kind: 'mail', jobId }, async (tx) => {
      await ensureSystemUser(tx);
      const accepted = await acceptJobs(tx, [{ job, maxOpenJobs }]);
      // Nothing is written then, and the next attempt tries again.
      if (!accepted.size) throw new AppError('service.unavailable', 'The queue of notifications takes no new jobs');
    });
    if (isNew) tellAccepted(this.notices, job);
    else await this.parts.storage.removeFolder(inputFolder(job.id));
    return [];
  }

  async #prepare(jobId: string, readers: readonly string[], { title, subject }: ReportDocument): Promise<NewJob> {
    const id = newJobId();
    const { name: type, queue, input } = notificationJobs.send;
    const parsed = parseInput(input, {
      recipients: readers.map((userId) => ({ userId })),
      subject: `${title}: ${subject}`.slice(0, 200),
      message: `${title}\n${subject}\n\nThe report is here: ${this.parts.publicUrl.replace(/\/$/, '')}/jobs/${jobId}`,
      topic: 'report',
      channels: ['email'],
    });
    const packed = await pack(notificationJobs.send, id, parsed, this.parts);
    return { id, userId: systemUserId, type, queue, input: packed, traceparent: currentTraceparent() };
  }
}

const unmailed = (why: string): Warning => ({ code: 'report.notMailed', detail: `The report was not mailed: ${why}` });
