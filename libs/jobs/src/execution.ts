import { randomUUID } from 'node:crypto';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { FileKey } from '@polyspool/contracts/files';
import { parseInput } from '@polyspool/contracts/input';
import type { Storage } from '@polyspool/storage/storage';
import { DelayedError, type Job } from 'bullmq';
import type { ChildJobs } from './child-jobs.js';
import type { RunningJob } from './job-handler.js';
import { parseBullId } from './job-ids.js';
import type { CompletedMessage, QueuedJob, StoredArtifact } from './job-messages.js';
import { ProgressReporter } from './progress-reporter.js';
import { StepCache } from './step-cache.js';

export interface ExecutionParts {
  readonly storage: Storage;
  readonly children: ChildJobs;
}

/** One entry of a job into its handler. Its id is new each time, so that overlapping runs never share a file. */
export class Execution {
  readonly id = randomUUID();
  readonly reporter: ProgressReporter;
  readonly #artifacts = new Map<string, StoredArtifact>();
  readonly #jobId: string;
  #calls = 0;

  constructor(
    private readonly job: Job<QueuedJob>,
    private readonly token: string,
    private readonly contract: JobContract,
    private readonly parts: ExecutionParts,
  ) {
    const { jobId, dispatch } = parseBullId(job.id!);
    this.#jobId = jobId;
    const entry = { dispatch, start: job.attemptsStarted, execution: this.id, attempt: job.attemptsMade + 1 };
    this.reporter = new ProgressReporter(contract, entry, (message) => job.updateProgress(message));
  }

  running(signal: AbortSignal): RunningJob {
    const { job, token, contract, parts, reporter } = this;
    const input = parseInput(contract.input, job.data.input);
    return {
      id: this.#jobId,
      attempt: job.attemptsMade + 1,
      input,
      signal,
      report: (step, fraction, message) => reporter.report(step, fraction, message),
      log: (line) => reporter.log(line),
      step: new StepCache(parts.storage, input).step,
      children: async (child, inputs) => {
        reporter.tell({ children: inputs.length });
        await reporter.flush();
        return parts.children.run({ job, token, call: `${this.#calls++} ${child.name}` }, child, inputs);
      },
      artifact: async (file, content) => {
        const key = FileKey.parse(`jobs/${this.#jobId}/${this.id}/${file.name}`);
        this.#artifacts.set(file.name, { ...file, key, ...(await parts.storage.write(key, content)) });
      },
      retryLater: async (delayMs) => {
        await job.moveToDelayed(Date.now() + delayMs, token);
        throw new DelayedError();
      },
    };
  }

  completed(output: unknown): CompletedMessage {
    return { start: this.job.attemptsStarted, execution: this.id, output, artifacts: [...this.#artifacts.values()] };
  }
}
