import { Injectable } from '@nestjs/common';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { parseInput } from '@polyspool/contracts/input';
import { acceptJobs, type NewJob, tellAccepted } from '@polyspool/database/accept-job';
import type { Statements } from '@polyspool/database/database';
import { Notices } from '@polyspool/database/notices';
import { ensureSystemUser, systemUserId } from '@polyspool/database/system-user';
import { newJobId } from '@polyspool/jobs/job-ids';
import { pack, PackingParts } from '@polyspool/jobs/packing/packed-input';
import { currentTraceparent } from '@polyspool/service/tracing';

/** What the system has to say of itself is no reason to say less. */
const maxOpenJobs = 100_000;

/** Jobs that nobody asked for: they belong to the system. */
@Injectable()
export class SystemJobs {
  constructor(
    private readonly notices: Notices,
    private readonly packing: PackingParts,
  ) {}

  /**
   * In the transaction of what they follow from. Answers what is to be done when that is committed. Throws `message.unsent`
   * where the queue takes no new ones.
   */
  async accept(tx: Statements, contract: JobContract, inputs: readonly object[], runAt?: Date) {
    await ensureSystemUser(tx);
    const jobs: NewJob[] = [];
    for (const input of inputs) jobs.push(await this.#prepare(contract, input, runAt));
    const asked = jobs.map((job) => ({ job, maxOpenJobs }));
    const accepted = await acceptJobs(tx, asked);
    // What they follow from has to be told later then, and not to be forgotten.
    if (accepted.size < jobs.length) throw new AppError('message.unsent', `${contract.queue} takes no new jobs`);
    return () => jobs.forEach((job) => tellAccepted(this.notices, job));
  }

  async #prepare(contract: JobContract, given: object, runAt: Date | undefined): Promise<NewJob> {
    const id = newJobId();
    const { name: type, queue } = contract;
    const input = await pack(contract, id, parseInput(contract.input, given), this.packing);
    return { id, userId: systemUserId, type, queue, input, runAt, traceparent: currentTraceparent() };
  }
}
