import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { Logger } from '@polyspool/service/logger';
import { inSpan, SpanKind } from '@polyspool/service/tracing';
import { DelayedError, type Job, WaitingChildrenError, WaitingError } from 'bullmq';
import { Execution, type ExecutionParts } from './execution.js';
import { type AbortReason, abortReasons, jobErrorOf, toBullError } from './job-failure.js';
import type { JobHandler, RunningJob } from './job-handler.js';
import { parseBullId } from './job-ids.js';
import type { CompletedMessage, QueuedJob } from './job-messages.js';
import { type TimeLimits, withTimeLimits } from './time-limits.js';

export interface Route {
  readonly contract: JobContract;
  readonly handler: JobHandler<JobContract>;
  readonly limits: TimeLimits;
}

/** Takes one job from BullMQ through its handler. */
export class JobRunner {
  constructor(
    private readonly routes: ReadonlyMap<string, Route>,
    private readonly parts: ExecutionParts,
    private readonly log: Logger,
    private readonly onStuck: () => void,
  ) {}

  async run(job: Job<QueuedJob>, token: string, cancelled: AbortSignal): Promise<CompletedMessage> {
    const { jobId } = parseBullId(job.id!);
    const attributes = {
      'messaging.system': 'bullmq',
      'messaging.operation.type': 'process',
      'messaging.destination.name': job.queueName,
      'messaging.message.id': jobId,
      'polyspool.attempt': job.attemptsMade + 1,
    };
    const options = { kind: SpanKind.CONSUMER, traceparent: job.data.traceparent, attributes };
    const outcome = await inSpan(`process ${job.name}`, options, () => this.#enter(job, token, appSignal(cancelled)));
    if (outcome instanceof Error) throw outcome;
    return outcome;
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
    this.log.info(fields, 'Job started');
    await execution.reporter.flush();
    try {
      refuseLate(job);
      const output = await this.#handle(route, execution, cancelled);
      if (isNotYet(output)) return output;
      this.log.info(fields, 'Job completed');
      return execution.completed(output);
    } catch (error) {
      const failure = AppError.from(error);
      if (failure.code === 'job.interrupted') return await this.#giveBack(job, token);
      this.log.warn({ ...fields, code: failure.code, err: error }, 'Job attempt failed');
      execution.reporter.tell({ error: jobErrorOf(failure) });
      await execution.reporter.flush();
      throw toBullError(failure);
    } finally {
      await execution.reporter.stop();
    }
  }

  /** "Not yet" is answered, not thrown: an abort at the same moment must not pass for its failure. */
  #handle({ contract, handler, limits }: Route, execution: Execution, cancelled: AbortSignal) {
    const whole = { ...limits, onStuck: this.onStuck };
    return withTimeLimits(whole, cancelled, async (signal) => {
      const output = await answerNotYet(handler.run(execution.running(signal) as RunningJob));
      if (isNotYet(output)) return output;
      const parsed = contract.output.safeParse(output);
      if (!parsed.success) throw new AppError('job.badOutput', parsed.error.message);
      return parsed.data;
    });
  }

  /** A worker that stops, or has lost its lock, costs no attempt. A lost lock refuses the move: the new holder goes on. */
  async #giveBack(job: Job, token: string): Promise<Error> {
    await job.moveToWait(token);
    return new WaitingError();
  }
}

/** Checked again at the last moment: a late job must not begin. */
function refuseLate({ data, attemptsStarted }: Job<QueuedJob>) {
  if (attemptsStarted > 1 || !data.expiresAtMs || Date.now() < data.expiresAtMs) return;
  throw new AppError('job.expired', 'Nobody was free to start it in time');
}

const isNotYet = (value: unknown): value is Error =>
  value instanceof WaitingChildrenError || value instanceof DelayedError || value instanceof WaitingError;

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
