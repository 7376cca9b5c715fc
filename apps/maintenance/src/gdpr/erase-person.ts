import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { ErasureCertificate } from '@polyspool/contracts/gdpr';
import { gdprJobs } from '@polyspool/contracts/reports';
import { PersonErasure } from '@polyspool/database/person-erasure';
import { systemUserId } from '@polyspool/database/system-user';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { createHash } from 'node:crypto';
import { DestroyKeys } from './destroy-keys.js';
import { ErasureRecord } from './erasure-record.js';
import { ErasureSteps } from './erasure-steps.js';
import { StrikeRecipient } from './strike-recipient.js';

type EraseJob = RunningJob<typeof gdprJobs.erase>;
type Removed = Omit<ErasureCertificate, 'certificateId' | 'personHash'>;

const mostTurns = 3;

/** Removes all that is kept of a person, looks whether anything is left, and certifies it. Every part may be done again. */
@Injectable()
export class ErasePerson implements JobHandler<typeof gdprJobs.erase> {
  constructor(
    private readonly steps: ErasureSteps,
    private readonly keys: DestroyKeys,
    private readonly erasure: PersonErasure,
    private readonly record: ErasureRecord,
    private readonly strike: StrikeRecipient,
  ) {}

  async run(job: EraseJob) {
    const { id, input, step, signal } = job;
    const { userId } = input;
    if (userId === systemUserId) throw new AppError('auth.forbidden', 'The platform itself cannot be erased');
    await this.erasure.takeOver(id);
    // Kept for an attempt after this one, which may find nobody any more. It names nobody.
    let removed = await step('erase', [id], () => this.#turn(job));
    for (let turn = 1; !(await this.erasure.finish(userId, gdprJobs.erase.name)); turn += 1) {
      if (turn === mostTurns) throw new AppError('erasure.incomplete', 'Something of theirs comes again and again');
      removed = sum(removed, await this.#turn(job));
    }
    // A backup that was under way may have made them a new one.
    await this.keys.run(userId, signal);
    const personHash = createHash('sha256').update(userId).digest('hex');
    await this.record.write(job, { certificateId: id, personHash, ...removed });
    const { rows, files, redisKeys } = removed.removed;
    return { certificateId: id, rows, files, redisKeys };
  }

  async #turn({ id, input: { userId }, signal, report }: EraseJob): Promise<Removed> {
    const { things, stop, files, redis, verify } = this.steps;
    await things.require(userId);
    const marks = { userId, words: await things.wordsFor(userId) };
    report('stop', 0);
    await stop.run(userId, signal, (open) => report('stop', 0, `Waits until ${open} jobs have ended`));
    report('files', 0);
    const filesGone = await files.run(userId, signal, (count) => report('files', 0, `${count} files removed`));
    report('redis', 0);
    const inRedis = await redis.run(userId, signal);
    report('keys', 0);
    await this.keys.run(userId, signal);
    report('rows', 0);
    await this.strike.run(marks, signal);
    const rows = await this.erasure.removeRows(userId, marks.words, (count) =>
      report('rows', 0, `${count} rows removed`),
    );
    report('verify', 0);
    const searched = await verify.run(marks, id, signal);
    const last = await this.erasure.lastRows(userId);
    const removed = { rows: rows + last, files: filesGone, ...inRedis };
    return { erasedAt: new Date().toISOString(), removed, searched };
  }
}

function sum(before: Removed, { removed, ...last }: Removed): Removed {
  const names = Object.keys(removed) as (keyof Removed['removed'])[];
  const total = Object.fromEntries(names.map((name) => [name, before.removed[name] + removed[name]]));
  return { ...last, removed: total as Removed['removed'] };
}
