import type { InputOf, JobContract, OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { parseInput } from '@polyspool/contracts/input';
import type { Storage } from '@polyspool/storage/storage';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import type {
  ChildGroup,
  ChildResult,
  Content,
  JobHandler,
  NewArtifact,
  ResultsOf,
  RunningJob,
} from './job-handler.js';
import { StepCache } from './step-cache.js';

export interface RunOptions {
  /** Keeps the results of steps too: a second run with the same storage finds them. */
  readonly storage: Storage;
  /** Handlers of the children by job name. */
  readonly children?: Readonly<Record<string, JobHandler<JobContract>>>;
  readonly signal?: AbortSignal;
  /** Told as it happens, of children too: the fact that a test waits for. */
  readonly onReport?: (report: Report) => void;
}

export interface FinishedJob<Output> {
  readonly output: Output;
  readonly reported: readonly Report[];
  readonly log: readonly string[];
  readonly workloads: readonly Workload[];
  /** Those of the last entry: an entry that ended at `children` publishes nothing. */
  readonly artifacts: ReadonlyMap<string, Buffer>;
  readonly published: readonly NewArtifact[];
}

export interface Workload {
  readonly unit: string;
  readonly amount: number;
}

export interface Report {
  readonly step: string;
  readonly fraction: number;
  readonly message?: string | undefined;
}

/**
 * Runs a handler as a worker would, without a queue: input and output are parsed, results of steps are kept in the storage,
 * and after `children` the handler is run again from the top. Children run one after the other.
 */
export async function runJob<C extends JobContract>(
  contract: C,
  handler: JobHandler<C>,
  input: unknown,
  options: RunOptions,
): Promise<FinishedJob<OutputOf<C>>> {
  const entries = new Entries(contract, parseInput(contract.input, input), options);
  for (;;) {
    const entry = entries.next();
    try {
      const answer = await handler.run(entry.job as RunningJob<C>);
      const output = contract.output.safeParse(answer);
      if (!output.success) throw new AppError('job.badOutput', output.error.message);
      return { ...entry.seen, output: output.data as OutputOf<C> };
    } catch (error) {
      if (!(error instanceof Suspended)) throw error;
      entries.answer(await runChildren(error, options));
    }
  }
}

/** What `children` throws so that the handler lets go of everything it holds. */
class Suspended extends Error {
  constructor(readonly groups: readonly ChildGroup[]) {
    super('Waiting for children');
  }
}

type Results = readonly ChildResult<JobContract>[];
/** What one call of `children` asked for, and what it got. */
type Family = { readonly asked: readonly unknown[]; readonly results: readonly Results[] };

async function runChildren({ groups }: Suspended, options: RunOptions): Promise<Family> {
  const results: Results[] = [];
  for (const group of groups) results.push(await runGroup(group, options));
  return { asked: groups.map(({ inputs }) => inputs), results };
}

async function runGroup({ contract, inputs }: ChildGroup, options: RunOptions): Promise<Results> {
  const handler = options.children?.[contract.name];
  if (!handler) throw new AppError('job.noHandler', `runJob was given no handler for ${contract.name}`);
  const results: ChildResult<JobContract>[] = [];
  for (const input of inputs) {
    try {
      results.push({ ok: true, output: (await runJob(contract, handler, input, options)).output });
    } catch (error) {
      options.signal?.throwIfAborted();
      const { code, message } = AppError.from(error);
      results.push({ ok: false, error: { code, detail: message } });
    }
  }
  return results;
}

/** The entries of one job: each finds the answers that children gave to those before it. */
class Entries {
  private readonly id = randomUUID();
  private readonly families: Family[] = [];
  private readonly reported: Report[] = [];
  private readonly log: string[] = [];
  private readonly workloads: Workload[] = [];

  constructor(
    private readonly contract: JobContract,
    private readonly input: InputOf<JobContract>,
    private readonly options: RunOptions,
  ) {}

  answer(family: Family) {
    this.families.push(family);
  }

  next(): { job: RunningJob; seen: Omit<FinishedJob<unknown>, 'output'> } {
    const artifacts = new Map<string, Buffer>();
    const published: NewArtifact[] = [];
    let calls = 0;
    const job: RunningJob = {
      id: this.id,
      attempt: 1,
      input: structuredClone(this.input),
      signal: this.options.signal ?? new AbortController().signal,
      report: (step, fraction, message) => this.report({ step, fraction, message }),
      log: (line) => void this.log.push(line),
      workload: (unit, amount) => void this.workloads.push({ unit, amount }),
      call: (_engine, work) => work(),
      ask: (_engine, question) => question(),
      step: new StepCache(this.options.storage, this.input).step,
      children: async (contract, inputs) => {
        const [results] = this.answersTo(calls++, [{ contract, inputs }]);
        return [...results!] as ChildResult<typeof contract>[];
      },
      childStream: async (contract, inputs) => {
        const [results] = this.answersTo(calls++, [{ contract, inputs }]);
        return Readable.from([...results!]) as AsyncIterable<ChildResult<typeof contract>>; // one for each group
      },
      childGroups: async (groups) => this.answersTo(calls++, groups) as ResultsOf<typeof groups>,
      artifact: async (file, content) => {
        artifacts.set(file.name, await readContent(content));
        published.push(file);
      },
      retryLater: async (delayMs) => {
        throw new Error(`retryLater(${delayMs})`);
      },
    };
    return { job, seen: { reported: this.reported, log: this.log, workloads: this.workloads, artifacts, published } };
  }

  private report(report: Report) {
    if (!this.contract.steps.includes(report.step)) throw new Error(`${this.contract.name} has no step ${report.step}`);
    this.reported.push(report);
    this.options.onReport?.(report);
  }

  private answersTo(call: number, groups: readonly ChildGroup[]): readonly Results[] {
    const family = this.families[call];
    if (!family) throw new Suspended(groups);
    const asked = groups.map(({ inputs }) => inputs);
    if (!isDeepStrictEqual(family.asked, asked))
      throw new Error('The handler asked for other children when entered again');
    return family.results;
  }
}

async function readContent(content: Content) {
  if (typeof content === 'string' || content instanceof Uint8Array) return Buffer.from(content);
  const parts: Buffer[] = [];
  for await (const part of content) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}
