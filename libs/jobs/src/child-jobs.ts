import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { Reused } from '@polyspool/contracts/job-status';
import { parseInput } from '@polyspool/contracts/input';
import { maxChildren } from '@polyspool/contracts/queues';
import { inSpan, linkActiveSpan } from '@polyspool/service/tracing';
import { type Job, type Queue, WaitingChildrenError } from 'bullmq';
import { parseFailure } from './job-failure.js';
import type { ChildResult } from './job-handler.js';
import { bullIdOf, childJobId, parseBullId } from './job-ids.js';
import type { CompletedMessage, QueuedJob } from './job-messages.js';
import { bullOptionsOf } from './bull-options.js';
import { sendChildrenSpan } from './message-spans.js';
import { tracedChildren } from './traced-children.js';
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
  readonly count: number;
  readonly reused: readonly Reused[];
  /** What lies in storage is fetched by each call, so that nobody has to hold all of it. */
  result(index: number): Promise<ChildResult<JobContract>>;
}

export interface NewChild {
  readonly bullId: string;
  readonly data: QueuedJob;
}

interface KeyedChild {
  /** As BullMQ names it in its parent's sets. */
  readonly key: string;
  readonly bullId: string;
  readonly index: number;
}

interface Family {
  readonly fanOut: FanOut;
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
    const toAdd: { family: Family; missing: NewChild[] }[] = [];
    for (const family of families) toAdd.push({ family, missing: await this.#missing(parent, family, known) });
    for (const { family, missing } of toAdd) {
      if (!missing.length) continue;
      await addChildren(family.queue, job, family.fanOut.contract, missing);
      // The parent would come back behind all that have not begun: what has begun goes first.
      const { priority } = job.data;
      if (priority) await job.changePriority({ priority: priority - 1 });
    }
    if (await job.moveToWaitingChildren(token)) throw new WaitingChildrenError();
    return this.#results(job, families);
  }

  #family(parent: Parent, fanOut: FanOut): Family {
    const { jobId, dispatch } = parseBullId(parent.job.id!);
    const queue = this.queueOf(queueForChild(parent, fanOut.contract));
    const children = fanOut.inputs.map((_, index) => {
      const bullId = bullIdOf(childJobId(jobId, fanOut.call, index), dispatch);
      return { key: `${queue.qualifiedName}:${bullId}`, bullId, index };
    });
    return { fanOut, queue, children };
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

  /** One after the other: of what is large there is one copy at a time. */
  async #missing({ job }: Parent, { fanOut, children }: Family, known: ReadonlySet<string>) {
    const { run, priority, limits, userId } = job.data;
    const { jobId: parentId } = parseBullId(job.id!);
    const { contract, inputs, weights } = fanOut;
    const packed: NewChild[] = [];
    for (const { key, bullId, index } of children) {
      if (known.has(key)) continue;
      const given = parseInput(contract.input, inputs[index]);
      const input = await pack(contract, parseBullId(bullId).jobId, given, this.packing);
      packed.push({
        bullId,
        data: { input, run, parentId, userId, index, priority, limits, weight: weights?.[index] },
      });
    }
    return packed;
  }

  async #results(job: Job, families: readonly Family[]): Promise<FanOutResult[]> {
    const [outputs, failures] = await Promise.all([
      job.getChildrenValues<CompletedMessage>(),
      job.getIgnoredChildrenFailures(),
    ]);
    linkActiveSpan(Object.values(outputs).flatMap(({ traceparent }) => traceparent ?? []));
    const resultOf = async (contract: JobContract, { key, bullId }: KeyedChild): Promise<ChildResult<JobContract>> => {
      const completed = outputs[key];
      if (!completed) return { ok: false, error: parseFailure(failures[key] ?? 'The child is gone') };
      const output = await unpackOutput(contract, parseBullId(bullId).jobId, completed.output, this.packing);
      return { ok: true, output: contract.output.parse(output) };
    };
    return families.map(({ fanOut: { contract }, children }) => ({
      count: children.length,
      reused: children.flatMap(({ key }) => outputs[key]?.reused ?? []),
      result: (index) => resultOf(contract, children[index]!), // below count
    }));
  }
}

/** The parts of a job in a lane go to that lane, as far as they would stand in the queue beside it. */
const queueForChild = ({ job, queue }: Parent, contract: JobContract) =>
  contract.queue === queue ? job.queueName : contract.queue;

async function addChildren(queue: Queue, job: Job<QueuedJob>, contract: JobContract, missing: readonly NewChild[]) {
  const parent = { id: job.id!, queue: job.queueQualifiedName };
  const span = sendChildrenSpan(queue.name, parseBullId(parent.id).jobId, missing.length);
  const added = await inSpan(`send ${contract.name}`, span, async () =>
    queue.addBulk(
      (await tracedChildren(queue.name, contract.name, missing)).map(({ bullId, data }) => ({
        name: contract.name,
        data,
        opts: { ...bullOptionsOf(contract, bullId, data.priority), parent, ignoreDependencyOnFailure: true },
      })),
    ),
  );
  // addBulk is a pipeline, not a transaction, and script errors come back as ids.
  const refused = added.find((child) => typeof child.id !== 'string');
  if (refused) throw new AppError('internal', `Redis refused a child: ${refused.id}`);
}
