import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { systemJobs } from '@polyspool/contracts/system';
import { Effects } from '@polyspool/database/effects';
import { markEffect } from '@polyspool/database/mark-effect';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { Logger } from '@polyspool/service/logger';
import { pause } from '@polyspool/service/pause';

type DebugJob = RunningJob<typeof systemJobs.debug>;

const reportEveryMs = 500;

/** Does nothing, in as many ways as there are to try out. */
@Injectable()
export class Debug implements JobHandler<typeof systemJobs.debug> {
  constructor(
    private readonly effects: Effects,
    private readonly log: Logger,
  ) {}

  async run(job: DebugJob) {
    const { id, attempt, input } = job;
    const { note, ...asked } = input;
    this.log.info({ jobId: id, attempt, ...asked }, 'Debug job requested');
    // With parts it is these that take their time: what stands before children is run again after them.
    if (input.parts > 0) await runParts(job);
    else if (input.steps !== undefined) await this.#waitInSteps(job, input.steps);
    else await wait(job);
    if (attempt <= input.failures) {
      throw new AppError('process.failed', `Attempt ${attempt} of ${input.failures} that were asked to fail`);
    }
    await this.#write(job);
    return { status: 'success' as const, message: 'Celery is working!', ...(note !== undefined && { note }) };
  }

  async #waitInSteps(job: DebugJob, steps: number) {
    for (let step = 0; step < steps; step += 1) {
      job.report('run', step / steps, `Step ${step + 1} of ${steps}`);
      await job.step('wait', [job.id, steps, step], async () => {
        this.log.debug({ jobId: job.id, step }, 'Debug step begins');
        await pause(job.input.waitMs, job.signal);
        job.signal.throwIfAborted();
        this.log.debug({ jobId: job.id, step }, 'Debug step is done');
        return step;
      });
    }
  }

  async #write({ id, input, artifact }: DebugJob) {
    const { artifactBytes, effect } = input;
    if (artifactBytes > 0) {
      const file = { name: 'debug.bin', kind: 'report', mediaType: 'application/octet-stream' } as const;
      await artifact(file, Buffer.alloc(artifactBytes, 'polyspool '));
    }
    if (effect === undefined) return;
    const key = `${id}:${effect}`;
    await this.effects.once({ key, kind: 'debug', jobId: id }, (tx) => markEffect(tx, key, id));
  }
}

async function runParts({ input, children }: DebugJob) {
  const parts = Array.from({ length: input.parts }, () => ({ waitMs: input.waitMs }));
  const failed = (await children(systemJobs.debug, parts)).find(({ ok }) => !ok);
  if (failed && !failed.ok) throw new AppError('process.failed', `A part failed: ${failed.error.detail}`);
}

async function wait({ input: { waitMs }, signal, report }: DebugJob) {
  const startedAt = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const elapsedMs = performance.now() - startedAt;
    if (elapsedMs >= waitMs) return;
    // With the time, so that one can see how long such news is on its way.
    if (elapsedMs >= reportEveryMs) report('run', elapsedMs / waitMs, `Still running at ${new Date().toISOString()}`);
    await pause(Math.min(reportEveryMs, waitMs - elapsedMs), signal);
  }
}
