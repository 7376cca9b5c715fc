import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { Reused } from '@polyspool/contracts/job-status';
import { parseInput } from '@polyspool/contracts/input';
import { maxChildren } from '@polyspool/contracts/queues';
import { currentTraceparent } from '@polyspool/service/tracing';
import { type Job, type Queue, WaitingChildrenError } from 'bullmq';
import { parseFailure } from './job-failure.js';
import type { ChildResult } from './job-handler.js';
import { bullIdOf, childJobId, parseBullId } from './job-ids.js';
import type { CompletedMessage, QueuedJob } from './job-messages.js';
import { bullOptionsOf } from './bull-options.js';
import { pack, type PackingParts } from './packing/packed-input.js';
import { unpackOutput } from './packing/packed-output.js';
import type { RedisClient } from './redis-connection.js';

interface Parent {
  readonly job: Job<QueuedJob>;
  readonly token: string;
  /** The usual queue of its kind: it may run in a lane beside it. */
  readonly queue: string;
}

/** Children of one kind. */
export interface FanOut {
  readonly contract: JobContract;
  /** Tells apart several of one entry. */
  readonly call: string;
  readonly inputs: readonly unknown[];
  /** Each one's part of the parent's bar. */
  readonly weights?: readonly number[] | undefined;
}

export interface FanOutResult {
  readonly results: ChildResult<JobContract>[];
  readonly reused: readonly Reused[];
}

interface NewChild {
  readonly bullId: string;
  readonly data: QueuedJob;
}

/** As BullMQ names it in its parent's sets. */
type KeyedChild = NewChild & { readonly key: string };

interface Family {
  readonly contract: JobContract;
  readonly queue: Queue;
  readonly children: readonly KeyedChild[];
}

/** Fan-out: adds children, suspends the parent until all have ended, and answers on the entry after that. */
export class ChildJobs {
  constructor(
    private readonly redis: RedisClient,
    private readonly queueOf: (name: string) => Queue,
    private readonly packing: PackingParts,
  ) {}

  async run(parent: Parent, fanOuts: readonly FanOut[]): Promise<FanOutResult[]> {
    const count = fanOuts.reduce((sum, { inputs }) => sum + inputs.length, 0);
    if (count > maxChildren) throw new AppError('job.tooManyChildren', `${count} parts, at most ${maxChildren}`);
    const { job, token } = parent;
    const families = fanOuts.map((fanOut) => this.#family(parent, fanOut));
    const known = await this.#known(job);
    for (const { queue, contract, children } of families) {
      const missing = children.filter(({ key }) => !known.has(key));
      if (!missing.length) continue;
      await addChildren(queue, job, contract, await this.#packed(contract, missing));
      // The parent would come back behind all that have not begun: what has begun goes first.
      const { priority } = job.data;
      if (priority) await job.changePriority({ priority: priority - 1 });
    }
    if (await job.moveToWaitingChildren(token)) throw new WaitingChildrenError();
    return this.#results(job, families);
  }

  #family(parent: Parent, { contract, call, inputs, weights }: FanOut): Family {
    const { jobId, dispatch } = parseBullId(parent.job.id!);
    const { run, priority, limits } = parent.job.data;
    const queue = this.queueOf(queueForChild(parent, contract));
    const children = inputs.map((given, index) => {
      const bullId = bullIdOf(childJobId(jobId, call, index), dispatch);
      const input = parseInput(contract.input, given);
      const data = { input, run, parentId: jobId, index, priority, limits, weight: weights?.[index] };
      return { key: `${queue.qualifiedName}:${bullId}`, bullId, data };
    });
    return { contract, queue, children };
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

  async #packed(contract: JobContract, missing: readonly NewChild[]) {
    const packed: NewChild[] = [];
    for (const { bullId, data } of missing) {
      const input = await pack(contract, parseBullId(bullId).jobId, data.input, this.packing);
      packed.push({ bullId, data: { ...data, input } });
    }
    return packed;
  }

  async #results(job: Job, families: readonly Family[]): Promise<FanOutResult[]> {
    const [outputs, failures] = await Promise.all([
      job.getChildrenValues<CompletedMessage>(),
      job.getIgnoredChildrenFailures(),
    ]);
    const resultOf = async (contract: JobContract, { key, bullId }: KeyedChild): Promise<ChildResult<JobContract>> => {
      const completed = outputs[key];
      if (!completed) return { ok: false, error: parseFailure(failures[key] ?? 'The child is gone') };
      const output = await unpackOutput(contract, parseBullId(bullId).jobId, completed.output, this.packing);
      return { ok: true, output: contract.output.parse(output) };
    };
    return Promise.all(
      families.map(async ({ contract, children }) => ({
        results: await Promise.all(children.map((child) => resultOf(contract, child))),
        reused: children.flatMap(({ key }) => outputs[key]?.reused ?? []),
      })),
    );
  }
}

/** The parts of a job in a lane go to that lane, as far as they would stand in the queue beside it. */
const queueForChild = ({ job, queue }: Parent, contract: JobContract) =>
  contract.queue === queue ? job.queueName : contract.queue;

async function addChildren(queue: Queue, job: Job<QueuedJob>, contract: JobContract, missing: readonly NewChild[]) {
  const traceparent = currentTraceparent();
  const parent = { id: job.id!, queue: job.queueQualifiedName };
  const added = await queue.addBulk(
    missing.map(({ bullId, data }) => ({
      name: contract.name,
      data: { ...data, traceparent },
      opts: { ...bullOptionsOf(contract, bullId, data.priority), parent, ignoreDependencyOnFailure: true },
    })),
  );
  // addBulk is a pipeline, not a transaction, and script errors come back as ids.
  const refused = added.find((child) => typeof child.id !== 'string');
  if (refused) throw new AppError('internal', `Redis refused a child: ${refused.id}`);
}
