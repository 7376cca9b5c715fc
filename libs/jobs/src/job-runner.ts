import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { Logger } from '@polyspool/service/logger';
import { withLogFields } from '@polyspool/service/log-fields';
import { inSpan } from '@polyspool/service/tracing';
import { DelayedError, type Job, WaitingChildrenError, WaitingError } from 'bullmq';
import { Execution, type ExecutionParts } from './execution.js';
import { type AbortReason, abortReasons, failureReportOf, toBullError } from './job-failure.js';
import type { JobHandler, RunningJob } from './job-handler.js';
import { parseBullId } from './job-ids.js';
import { limitsOfJob } from './job-limits.js';
import type { CompletedMessage, QueuedJob } from './job-messages.js';
import { processSpan } from './message-spans.js';
import { PutOff } from './put-off.js';
import { type Leaving, leavingBy } from './slot-times.js';
import { isSuspect, runSuspect } from './suspect.js';
import { type TimeLimits, withTimeLimits } from './time-limits.js';

export interface Route {
  readonly contract: JobContract;
  readonly handler: JobHandler<JobContract>;
  readonly limits: TimeLimits;
  /** After so many jobs the process ends; what the contract says where nothing is said. */
  readonly jobsPerProcess?: number;
}

export interface RunnerEvents {
  /** A handler does not come back. */
  readonly onStuck: (job: { readonly jobId: string; readonly type: string }) => void;
  readonly onEntered: (entry: object) => void;
  /** Within the span of the entry. */
  readonly onLeft: (entry: object, contract: JobContract | undefined, leaving: Leaving) => void;
}

/** Takes one job from BullMQ through its handler. */
export class JobRunner {
  constructor(
    private readonly routes: ReadonlyMap<string, Route>,
    private readonly parts: ExecutionParts,
    private readonly log: Logger,
    private readonly events: RunnerEvents,
  ) {}

  async run(job: Job<QueuedJob>, token: string, cancelled: AbortSignal): Promise<CompletedMessage> {
    const about = { jobId: parseBullId(job.id!).jobId, userId: job.data.userId };
    const span = processSpan(job, this.parts.workerId);
    const signal = appSignal(cancelled);
    const outcome = await withLogFields(about, () =>
      inSpan(`process ${job.name}`, span, () => this.#inSlot(job, token, signal)),
    );
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }

  async #inSlot(job: Job<QueuedJob>, token: string, cancelled: AbortSignal) {
    let leaving: Leaving = 'waiting';
    this.events.onEntered(job);
    try {
      const outcome = await this.#enter(job, token, cancelled);
      if (!(outcome instanceof Error)) leaving = 'succeeded';
      return outcome;
    } catch (error) {
      leaving = leavingBy(error);
      throw error;
    } finally {
      this.events.onLeft(job, this.routes.get(job.name)?.contract, leaving);
    }
  }

  /** Answers the errors that BullMQ takes for "not yet": they are no failures. */
  async #enter(job: Job<QueuedJob>, token: string, cancelled: AbortSignal): Promise<CompletedMessage | Error> {
    const route = this.routes.get(job.name);
    if (!route) throw toBullError(new AppError('job.noHandler', `Nobody here handles ${job.name}`));
    const execution = new Execution(job, token, route.contract, this.parts);
    const fields = {
      jobId: parseBullId(job.id!).jobId,
      type: job.name,
      queue: job.queueName,
      attempt: job.attemptsMade + 1,
    };
    const handle = async () => {
      this.log.debug(fields, 'Job started');
      execution.reporter.enter();
      refuseLate(job);
      const obstacle = await this.parts.engines.obstacle(route.contract);
      if (obstacle) return new PutOff(obstacle);
      const turn = await this.parts.affinity.obstacle(job, route.contract);
      if (turn) return turn;
      await beginInTime(job);
      return this.#handle(route, execution, { job, cancelled });
    };
    try {
      const output = await answerNotYet(this.#inCompany({ job, cancelled }, handle));
      await execution.scope.close(new AppError('job.interrupted', 'The attempt has ended'));
      if (output instanceof PutOff) {
        await countAway(job, output);
        return await putOff(job, token, execution, output);
      }
      if (isNotYet(output)) return output;
      const completed = await execution.completed(output);
      this.log.debug(fields, 'Job completed');
      return completed;
    } catch (error) {
      const failure = AppError.from(error);
      await execution.scope.close(failure);
      if (failure.code === 'job.interrupted')
        return await this.#giveBack(job, token, execution, { ...fields, reason: failure.message });
      if (failure.code === 'service.unavailable') {
        this.log.warn({ ...fields, code: failure.code, err: error }, 'Job waits for what it needs of us');
        execution.reporter.tell({ message: failure.message });
        return await putOff(job, token, execution, ownAbsence());
      }
      this.#tell(failure, fields, error);
      execution.reporter.tell({ error: failureReportOf(failure) });
      await execution.reporter.flush();
      throw toBullError(failure);
    } finally {
      await execution.end();
    }
  }

  /** What the input is at fault for is no news of ours: without a stack. */
  #tell(failure: AppError, fields: object, err: unknown) {
    const { code, message, retry } = failure;
    if (retry || code === 'internal') this.log.warn({ ...fields, code, err }, 'Job attempt failed');
    else this.log.info({ ...fields, code, detail: message }, 'Job attempt failed');
  }

  #inCompany<Result>(entered: Entered, work: () => Promise<Result>): Promise<Result> {
    const { isolation } = this.parts;
    return isSuspect(entered.job) ? runSuspect(isolation, entered, work) : isolation.together(entered.cancelled, work);
  }

  /** "Not yet" is answered, not thrown: an abort at the same moment must not pass for its failure. */
  #handle({ contract, handler, limits }: Route, execution: Execution, { job, cancelled }: Entered) {
    const { scope, watchdog } = execution;
    watchdog.start();
    const patience = {
      ...limitsOfJob(contract, limits, job.data.limits),
      onOver: (reason: unknown) => void scope.close(reason),
      onStuck: () => this.events.onStuck({ jobId: parseBullId(job.id!).jobId, type: contract.name }),
    };
    const stops = AbortSignal.any([cancelled, watchdog.signal, execution.handover.signal]);
    return withTimeLimits(patience, stops, async (signal) => {
      const run = async () => handler.run((await execution.running(signal)) as RunningJob);
      const output = await answerNotYet(scope.run(run));
      if (output instanceof PutOff && wasCancelled(cancelled)) throw cancelled.reason;
      if (isNotYet(output)) return output;
      const parsed = contract.output.safeParse(output);
      if (!parsed.success) throw new AppError('job.badOutput', parsed.error.message);
      return parsed.data;
    });
  }

  /** A worker that stops, or has lost its lock, costs no attempt. A lost lock refuses the move: the new holder goes on. */
  async #giveBack(job: Job, token: string, execution: Execution, fields: object): Promise<Error> {
    // Said first: who reads of the move without a word before takes it for a fetch that never began.
    await execution.reporter.flush();
    await job.moveToWait(token);
    this.log.info(fields, 'Job went back to its queue');
    return new WaitingError();
  }
}

interface Entered {
  readonly job: Job<QueuedJob>;
  readonly cancelled: AbortSignal;
}

/** Said first: after the move the job is another one's. */
async function putOff(job: Job, token: string, execution: Execution, { wait }: PutOff) {
  execution.reporter.tell({ wait });
  await execution.reporter.flush();
  await job.moveToDelayed(wait.untilMs, token);
  return new DelayedError();
}

/**
 * An engine that is away is waited for. One that is away each time that this job asks it, and works in between, is brought down by
 * what the job asks: that costs attempts.
 */
async function countAway(job: Job<QueuedJob>, { cause }: PutOff) {
  if (!cause) return;
  const { enginesAway = 0 } = job.data;
  const isEnough = enginesAway + 1 >= mostEnginesAway;
  await job.updateData({ ...job.data, enginesAway: isEnough ? 0 : enginesAway + 1 });
  if (isEnough) throw cause;
}

const mostEnginesAway = 5;

/** What we owe a job ourselves, its database for one, is away: no fault of the job, and no attempt of it. */
const ownAbsence = () =>
  new PutOff({ reason: 'backoff', untilMs: Date.now() + 1_000 + Math.round(Math.random() * 500) });

/** Checked again at the last moment: a late job must not begin. One that was only put off has not begun. */
function refuseLate({ data }: Job<QueuedJob>) {
  if (data.begun || !data.expiresAtMs || Date.now() < data.expiresAtMs) return;
  throw new AppError('job.expired', 'Nobody was free to start it in time');
}

async function beginInTime(job: Job<QueuedJob>) {
  if (job.data.expiresAtMs && !job.data.begun) await job.updateData({ ...job.data, begun: true });
}

const isNotYet = (value: unknown): value is Error => value instanceof WaitingChildrenError || value instanceof PutOff;

/** A job that its owner has stopped is not put off. One that waits for children has moved already, and is stopped there. */
const wasCancelled = ({ aborted, reason }: AbortSignal) =>
  aborted && reason instanceof AppError && reason.code === 'job.cancelled';

const answerNotYet = (run: Promise<unknown>) =>
  run.catch((error: unknown) => {
    if (isNotYet(error)) return error;
    throw error;
  });

/** BullMQ's reasons are words; ours are errors with a code. */
function appSignal(cancelled: AbortSignal): AbortSignal {
  const own = new AbortController();
  const abort = () => {
    const word = String(cancelled.reason) as AbortReason;
    own.abort(new AppError(abortReasons[word] ?? 'job.interrupted', `The job was stopped: ${word}`));
  };
  if (cancelled.aborted) abort();
  else cancelled.addEventListener('abort', abort, { once: true });
  return own.signal;
}
