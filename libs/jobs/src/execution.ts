import { randomUUID } from 'node:crypto';
import { contractDefaults, type JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { FileKey } from '@polyspool/contracts/files';
import { parseInput } from '@polyspool/contracts/input';
import { ProcessScope } from '@polyspool/processes/process-scope';
import type { ProvenanceClaims } from '@polyspool/contracts/provenance';
import type { Job } from 'bullmq';
import type { ChildJobs, FanOutResult } from './child-jobs.js';
import type { Departure } from './departure.js';
import type { EngineCalls } from './engines/engine-calls.js';
import { Handover } from './handover.js';
import type { Isolation } from './isolation.js';
import type { ChildGroup, ChildResult, Content, NewArtifact, ResultsOf, RunningJob } from './job-handler.js';
import { parseBullId } from './job-ids.js';
import type { CompletedMessage, QueuedJob, StoredArtifact } from './job-messages.js';
import { ownTrace } from './message-spans.js';
import type { ModelAffinity } from './model-affinity.js';
import { type PackingParts, unpack } from './packing/packed-input.js';
import { packOutput } from './packing/packed-output.js';
import { ProgressReporter } from './progress-reporter.js';
import type { ProvenanceSigner } from './provenance/provenance-signer.js';
import { PutOff } from './put-off.js';
import { Reuse } from './reuse.js';
import { StepCache } from './step-cache.js';
import { Watchdog } from './watchdog.js';

export interface ExecutionParts extends PackingParts {
  readonly children: ChildJobs;
  readonly engines: EngineCalls;
  readonly isolation: Isolation;
  readonly affinity: ModelAffinity;
  readonly departure: Departure;
  /** For kinds whose artifacts say how they were made. */
  readonly signer?: ProvenanceSigner | undefined;
  /** The process, as told in messages. */
  readonly workerId: string;
}

/** One entry of a job into its handler. Its id is new each time, so that overlapping runs never share a file. */
export class Execution {
  readonly id = randomUUID();
  readonly reporter: ProgressReporter;
  readonly watchdog: Watchdog;
  /** All programs that its handler starts. */
  readonly scope: ProcessScope;
  readonly handover: Handover;
  readonly #reuse = new Reuse();
  readonly #artifacts = new Map<string, StoredArtifact>();
  readonly #jobId: string;
  #calls = 0;
  #children = { children: 0, childWeight: 0, childWeightBefore: 0 };

  constructor(
    private readonly job: Job<QueuedJob>,
    private readonly token: string,
    private readonly contract: JobContract,
    private readonly parts: ExecutionParts,
  ) {
    const { jobId, dispatch } = parseBullId(job.id!);
    this.#jobId = jobId;
    const { workerId: worker } = parts;
    const attempt = job.attemptsMade + 1;
    const entry = { dispatch, start: job.attemptsStarted, execution: this.id, attempt, worker, ...ownTrace(job) };
    this.reporter = new ProgressReporter(contract, entry, (message) =>
      job.updateProgress({ ...message, ...this.#costs() }),
    );
    this.watchdog = new Watchdog(contract.stuckAfterMs ?? contractDefaults.stuckAfterMs);
    this.scope = new ProcessScope(this.watchdog.hear);
    this.handover = new Handover(parts.departure, contract.name);
  }

  async running(signal: AbortSignal): Promise<RunningJob> {
    const { job, contract, parts, reporter, watchdog } = this;
    const input = parseInput(contract.input, await unpack(contract, this.#jobId, job.data.input, parts));
    const engines = parts.engines.of({ id: job.id!, signal });
    const by = `${job.id}/${job.attemptsMade + 1}`;
    const cache = new StepCache(parts.storage, input, { by, onReused: (savedMs) => this.#reuse.step(savedMs) });
    const alive =
      <Args extends unknown[], Answer>(work: (...args: Args) => Answer) =>
      (...args: Args) => {
        watchdog.hear();
        return work(...args);
      };
    const heard = alive(<Answer>(answer: Promise<Answer>) => answer.finally(watchdog.hear));
    return {
      id: this.#jobId,
      attempt: job.attemptsMade + 1,
      input,
      signal,
      report: alive((step, fraction, message?: string) => reporter.report(step, fraction, message)),
      log: alive((line) => reporter.log(line)),
      workload: alive((unit, amount) => reporter.tell({ work: { unit, amount } })),
      call: (engine, work) => heard(engines.call(engine, work)),
      ask: (engine, question) => heard(engines.ask(engine, question)),
      step: (name, keyParts, compute) =>
        heard(this.handover.step(name, (begin) => cache.step(name, keyParts, (files) => begin(() => compute(files))))),
      children: async (child, inputs, weights) => {
        const [results] = await this.#runChildren([{ contract: child, inputs, ...(weights && { weights }) }]);
        return (await allOf(results!)) as ChildResult<typeof child>[]; // one for each group
      },
      childStream: async (child, inputs, weights) => {
        const [results] = await this.#runChildren([{ contract: child, inputs, ...(weights && { weights }) }]);
        return eachOf(results!, watchdog) as AsyncIterable<ChildResult<typeof child>>; // one for each group
      },
      childGroups: async <const Groups extends readonly ChildGroup[]>(groups: Groups) =>
        (await Promise.all((await this.#runChildren(groups)).map(allOf))) as ResultsOf<Groups>,
      artifact: (file, content) => this.#store(file, content),
      retryLater: async (delayMs) => {
        throw new PutOff({ reason: 'backoff', untilMs: Math.round(Date.now() + delayMs) });
      },
    };
  }

  async completed(answer: unknown): Promise<CompletedMessage> {
    const output = await packOutput(this.contract, this.#jobId, answer, this.parts);
    const artifacts = [...this.#artifacts.values()];
    const { workerId: worker } = this.parts;
    const who = { start: this.job.attemptsStarted, worker, execution: this.id, ...ownTrace(this.job) };
    return { ...who, output, artifacts, ...this.#costs() };
  }

  /** Nothing of it goes on: no program, no timer, no word. */
  async end() {
    this.watchdog.stop();
    await this.scope.close(new AppError('job.interrupted', 'The attempt has ended'));
    await this.reporter.stop();
  }

  async #runChildren(groups: readonly ChildGroup[]): Promise<FanOutResult[]> {
    const { job, token, watchdog } = this;
    watchdog.hear();
    const weights = groups.flatMap(weightsOf);
    this.#children = {
      children: this.#children.children + weights.length,
      childWeight: this.#children.childWeight + weights.reduce((sum, weight) => sum + weight, 0),
      childWeightBefore: this.#children.childWeight,
    };
    this.reporter.tell(this.#children);
    await this.reporter.flush();
    const fanOuts = groups.map((group) => ({ ...group, call: `${this.#calls++} ${group.contract.name}` }));
    const families = await this.parts.children.run({ job, token, queue: this.contract.queue }, fanOuts);
    families.forEach(({ reused }) => reused.forEach((each) => this.#reuse.add(each)));
    watchdog.hear();
    return families;
  }

  async #store({ provenance: claims, ...file }: NewArtifact, content: Content) {
    this.watchdog.hear();
    const key = FileKey.parse(`jobs/${this.#jobId}/${this.id}/${file.name}`);
    const stored = { ...file, key, ...(await this.parts.storage.write(key, content)) };
    this.#artifacts.set(file.name, { ...stored, ...(claims && { provenance: await this.#sign(stored, claims) }) });
    this.watchdog.hear();
  }

  async #sign({ name, mediaType, bytes, sha256 }: StoredArtifact, claims: ProvenanceClaims) {
    const { signer } = this.parts;
    if (!signer) throw new AppError('internal', 'This worker has no key to sign with');
    const job = { id: this.#jobId, type: this.contract.name };
    const madeAt = new Date().toISOString();
    return signer.sign({ ...claims, artifact: { name, mediaType, bytes, sha256 }, job, madeAt });
  }

  #costs() {
    const reused = this.#reuse.total;
    const { usage } = this.scope;
    return { ...(reused && { reused }), ...(usage && { usage }) };
  }
}

const allOf = ({ count, result }: FanOutResult) =>
  Promise.all(Array.from({ length: count }, (_, index) => result(index)));

async function* eachOf({ count, result }: FanOutResult, watchdog: Watchdog) {
  for (let index = 0; index < count; index += 1) {
    watchdog.hear();
    yield await result(index);
  }
}

function weightsOf({ inputs, weights = inputs.map(() => 1) }: ChildGroup): readonly number[] {
  if (weights.length === inputs.length) return weights;
  throw new AppError('internal', `${weights.length} weights for ${inputs.length} children`);
}
