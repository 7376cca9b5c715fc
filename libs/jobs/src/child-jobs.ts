import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { parseInput } from '@polyspool/contracts/input';
import { maxChildren } from '@polyspool/contracts/queues';
import { currentTraceparent } from '@polyspool/service/tracing';
import { type Job, type Queue, WaitingChildrenError } from 'bullmq';
import type { Redis } from 'ioredis';
import { parseFailure } from './job-failure.js';
import type { ChildResult } from './job-handler.js';
import { bullIdOf, childJobId, parseBullId } from './job-ids.js';
import type { CompletedMessage, QueuedJob } from './job-messages.js';
import { bullOptionsOf } from './bull-options.js';

interface Parent {
  readonly job: Job<QueuedJob>;
  readonly token: string;
  /** Tells apart several calls of one entry. */
  readonly call: string;
}

/** Fan-out: adds children, suspends the parent until all have ended, and answers on the entry after that. */
export class ChildJobs {
  constructor(
    private readonly redis: Redis,
    private readonly queueOf: (name: string) => Queue,
  ) {}

  async run<C extends JobContract>({ job, token, call }: Parent, contract: C, inputs: readonly unknown[]) {
    if (inputs.length > maxChildren) {
      throw new AppError('job.tooManyChildren', `${inputs.length} parts, at most ${maxChildren}`);
    }
    const { jobId, dispatch } = parseBullId(job.id!);
    const wanted = inputs.map((input, index) => ({
      bullId: bullIdOf(childJobId(jobId, call, index), dispatch),
      data: { input: parseInput(contract.input, input), run: job.data.run, parentId: jobId, index },
    }));
    const known = await this.#known(job);
    await this.#add(
      job,
      contract,
      wanted.filter(({ bullId }) => !known.has(this.#key(contract, bullId))),
    );
    if (await job.moveToWaitingChildren(token)) throw new WaitingChildrenError();
    return this.#results(
      job,
      contract,
      wanted.map(({ bullId }) => this.#key(contract, bullId)),
    );
  }

  /** One MULTI: a child moves from one set to another. Adding a failed one again would leave the parent waiting for ever. */
  async #known(job: Job) {
    const own = `${job.queueQualifiedName}:${job.id}`;
    const answers = await this.redis
      .multi()
      .smembers(`${own}:dependencies`)
      .hkeys(`${own}:processed`)
      .hkeys(`${own}:failed`)
      .exec();
    return new Set(
      (answers ?? []).flatMap(([error, keys]) => {
        if (error) throw error;
        return keys as string[];
      }),
    );
  }

  async #add(job: Job, contract: JobContract, missing: readonly { bullId: string; data: QueuedJob }[]) {
    if (!missing.length) return;
    const traceparent = currentTraceparent();
    const parent = { id: job.id!, queue: job.queueQualifiedName };
    const added = await this.queueOf(contract.queue).addBulk(
      missing.map(({ bullId, data }) => ({
        name: contract.name,
        data: { ...data, traceparent },
        opts: { ...bullOptionsOf(contract, bullId), parent, ignoreDependencyOnFailure: true },
      })),
    );
    // addBulk is a pipeline, not a transaction, and script errors come back as ids.
    const refused = added.find((child) => typeof child.id !== 'string');
    if (refused) throw new AppError('internal', `Redis refused a child: ${refused.id}`);
  }

  async #results<C extends JobContract>(job: Job, contract: C, keys: readonly string[]): Promise<ChildResult<C>[]> {
    const [outputs, failures] = await Promise.all([
      job.getChildrenValues<CompletedMessage>(),
      job.getIgnoredChildrenFailures(),
    ]);
    return keys.map((key) => {
      const completed = outputs[key];
      if (completed) return { ok: true, output: contract.output.parse(completed.output) as ChildOutput<C> };
      return { ok: false, error: parseFailure(failures[key] ?? 'The child is gone') };
    });
  }

  #key(contract: JobContract, bullId: string) {
    return `${this.queueOf(contract.queue).qualifiedName}:${bullId}`;
  }
}

type ChildOutput<C extends JobContract> = Extract<ChildResult<C>, { ok: true }>['output'];
