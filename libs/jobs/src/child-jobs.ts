import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
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
  /** Tells apart several calls of one entry. */
  readonly call: string;
}

interface FanOut {
  readonly inputs: readonly unknown[];
  /** Each one's part of the parent's bar. */
  readonly weights?: readonly number[] | undefined;
}

interface NewChild {
  readonly bullId: string;
  readonly data: QueuedJob;
}

/** Fan-out: adds children, suspends the parent until all have ended, and answers on the entry after that. */
export class ChildJobs {
  constructor(
    private readonly redis: RedisClient,
    private readonly queueOf: (name: string) => Queue,
    private readonly packing: PackingParts,
  ) {}

  async run<C extends JobContract>(parent: Parent, contract: C, { inputs, weights }: FanOut) {
    if (inputs.length > maxChildren) {
      throw new AppError('job.tooManyChildren', `${inputs.length} parts, at most ${maxChildren}`);
    }
    const { job, token, call } = parent;
    const { jobId, dispatch } = parseBullId(job.id!);
    const { run, priority, limits } = job.data;
    const queue = this.queueOf(queueForChild(parent, contract));
    const wanted = inputs.map((input, index) => ({
      bullId: bullIdOf(childJobId(jobId, call, index), dispatch),
      data: {
        input: parseInput(contract.input, input),
        run,
        parentId: jobId,
        index,
        priority,
        limits,
        weight: weights?.[index],
      },
    }));
    const keyOf = ({ bullId }: { bullId: string }) => `${queue.qualifiedName}:${bullId}`;
    const known = await this.#known(job);
    const missing = wanted.filter((child) => !known.has(keyOf(child)));
    if (missing.length) {
      await addChildren(queue, job, contract, await this.#packed(contract, missing));
      // The parent would come back behind all that have not begun: what has begun goes first.
      if (priority) await job.changePriority({ priority: priority - 1 });
    }
    if (await job.moveToWaitingChildren(token)) throw new WaitingChildrenError();
    return this.#results(
      job,
      contract,
      wanted.map((child) => ({ key: keyOf(child), jobId: parseBullId(child.bullId).jobId })),
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

  async #packed(contract: JobContract, missing: readonly NewChild[]) {
    const packed: NewChild[] = [];
    for (const { bullId, data } of missing) {
      const input = await pack(contract, parseBullId(bullId).jobId, data.input, this.packing);
      packed.push({ bullId, data: { ...data, input } });
    }
    return packed;
  }

  async #results<C extends JobContract>(job: Job, contract: C, children: readonly { key: string; jobId: string }[]) {
    const [outputs, failures] = await Promise.all([
      job.getChildrenValues<CompletedMessage>(),
      job.getIgnoredChildrenFailures(),
    ]);
    const resultOf = async ({ key, jobId }: (typeof children)[number]): Promise<ChildResult<C>> => {
      const completed = outputs[key];
      if (!completed) return { ok: false, error: parseFailure(failures[key] ?? 'The child is gone') };
      const output = await unpackOutput(contract, jobId, completed.output, this.packing);
      return { ok: true, output: contract.output.parse(output) as ChildOutput<C> };
    };
    const results = await Promise.all(children.map(resultOf));
    return { results, reused: children.flatMap(({ key }) => outputs[key]?.reused ?? []) };
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

type ChildOutput<C extends JobContract> = Extract<ChildResult<C>, { ok: true }>['output'];
