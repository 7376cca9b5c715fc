import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { EraseAnswer, EraseRequest } from '@polyspool/contracts/gdpr';
import type { Job } from '@polyspool/contracts/job-status';
import { gdprJobs } from '@polyspool/contracts/reports';
import { AuditLog } from '@polyspool/database/audit-log';
import { Erasures } from '@polyspool/database/erasures';
import type { Person } from '@polyspool/database/people';
import { PersonThings } from '@polyspool/database/person-things';
import { systemUserId } from '@polyspool/database/system-user';
import { SubmitJob } from '../jobs/submit-job.js';

/** The job is nobody's: it outlives whom it erases. */
const platform: Person = { id: systemUserId, name: 'Polyspool', role: 'operator' };
const limits = { softSeconds: 6_900, hardSeconds: 7_200 };

/** Checks that somebody really shall be erased, and has it done. */
@Injectable()
export class ErasureRequest {
  constructor(
    private readonly things: PersonThings,
    private readonly erasures: Erasures,
    private readonly submitJob: SubmitJob,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `person.unknown`, `person.unconfirmed`, `person.lastAdmin`, `auth.forbidden`. */
  async run(by: Person, userId: string, { confirm, dryRun }: EraseRequest): Promise<EraseAnswer> {
    if (userId === systemUserId) throw new AppError('auth.forbidden', 'The platform itself cannot be erased');
    const { name } = await this.things.require(userId);
    const counts = await this.things.counts(userId);
    const tables = counts.filter(({ rows }) => rows > 0);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    if (dryRun) return { dryRun, rows, tables };
    if (confirm !== name) throw unconfirmed();
    if (await this.erasures.isLastAdmin(userId)) throw new AppError('person.lastAdmin', 'Make somebody else one first');
    const known = await this.erasures.openFor(userId);
    const job = known ?? (await this.#submit(by, userId));
    return { dryRun, rows, tables, erasure: erasureOf(job) };
  }

  async #submit({ id, role }: Person, userId: string): Promise<Job> {
    await this.erasures.prepare();
    const request = { type: gdprJobs.erase.name, input: { userId }, priority: 'normal', limits } as const;
    const job = await this.submitJob.run(platform, request);
    await this.audit.note({ actor: { id, role }, action: 'person.erase', subject: job.id });
    return job;
  }
}

export const erasureOf = ({ id, status, percent, createdAt, finishedAt }: Job) => ({
  id,
  status,
  percent,
  askedAt: createdAt,
  finishedAt,
});

function unconfirmed() {
  const detail = 'has to be the name of the person, as it is written';
  return new AppError('person.unconfirmed', `/confirm: ${detail}`, { pointers: [{ pointer: '/confirm', detail }] });
}
