import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { Job, Queue } from 'bullmq';
import type { QueuedJob } from './job-messages.js';
import { PutOff } from './put-off.js';

/** So far a process looks down its queue for jobs of the model that it has loaded. */
const lookAhead = 50;
/** A job lets others go first no longer than that. */
const mostPassingMs = 60_000;
const passMs = 1_000;

/** To load a model takes longer than most of what is then done with it: jobs for the one that is loaded go first. */
export class ModelAffinity {
  readonly #loaded = new Map<string, string>();

  constructor(private readonly queueOf: (name: string) => Queue) {}

  /** What keeps this job from beginning here and now; where there is nothing, its model counts as loaded. */
  async obstacle(job: Job<QueuedJob>, contract: JobContract): Promise<PutOff | undefined> {
    if (contract.modelFields === undefined) return undefined;
    const loaded = this.#loaded.get(contract.name);
    const model = modelOf(contract, job.data);
    const { passingSinceMs = Date.now() } = job.data;
    const isPatient = Date.now() - passingSinceMs < mostPassingMs;
    if (loaded !== undefined && loaded !== model && isPatient && (await this.#waits(job, contract, loaded))) {
      if (job.data.passingSinceMs === undefined) await job.updateData({ ...job.data, passingSinceMs });
      return new PutOff({ reason: 'backoff', untilMs: Date.now() + passMs });
    }
    this.#loaded.set(contract.name, model);
    return undefined;
  }

  async #waits(job: Job<QueuedJob>, contract: JobContract, model: string) {
    const queue = this.queueOf(job.queueName);
    const next = await queue.getJobs(['wait', 'prioritized'], 0, lookAhead - 1, true);
    return next.some(
      (other: Job<QueuedJob> | undefined) => other?.name === contract.name && modelOf(contract, other.data) === model,
    );
  }
}

const modelOf = ({ modelFields = [] }: JobContract, { input }: QueuedJob) =>
  modelFields.map((field) => String(input[field] ?? '')).join('/');
