import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { Job } from '@polyspool/contracts/job-status';
import { RetryResult } from '@polyspool/contracts/queue-status';
import { BulkRuns } from '@polyspool/database/bulk-runs';
import { JobRecords } from '@polyspool/database/job-records';
import { JobRuns } from '@polyspool/database/job-runs';
import type { LoggedJob } from '@polyspool/database/logged-job';
import type { Person } from '@polyspool/database/people';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { AnsweredOnce } from '../http/answered-once.js';
import { IdPipe } from '../http/id-pipe.js';
import { accepted } from './jobs.controller.js';
import { LifeLog } from './life-log.js';
import { JobQuota } from './submit-job.js';

export const bulkOptions = {
  /** Only counts. */
  dryRun: z.boolean().default(false),
  /** How many begin in each second; all at once where nothing is said. */
  perSecond: z.number().positive().max(1_000).optional(),
};

const JobId = () => Param('id', new IdPipe('job.unknown'));
const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const BulkRetry = z.strictObject({
  ...bulkOptions,
  filter: z.strictObject({
    type: z.string().max(100).optional(),
    /** `failed` where nothing is said, unless jobs are named by `ids`. */
    status: z.enum(['failed', 'cancelled', 'expired']).optional(),
    /** Code of the error. */
    code: z.string().max(100).optional(),
    /** When the job ended. */
    since: Moment.optional(),
    until: Moment.optional(),
    ids: z.array(z.uuid()).min(1).max(1_000).optional(),
  }),
});

/** Jobs that have ended before their time, or wait to be tried again. */
@ApiTags('jobs')
@Controller('v1/jobs')
export class RetriesController {
  constructor(
    private readonly jobs: JobRecords,
    private readonly runs: JobRuns,
    private readonly bulk: BulkRuns,
    private readonly quota: JobQuota,
    private readonly life: LifeLog,
  ) {}

  /**
   * One's own; those of all for operators. At least one condition is needed. As many begin as their owners may have open;
   * none in a draining queue.
   */
  @Post('retry')
  @AnsweredOnce()
  @Audited('job.retryMany')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: RetryResult })
  retryMany(
    @By() by: Person,
    @Body({ schema: BulkRetry }) { filter, ...options }: z.output<typeof BulkRetry>,
  ): Promise<RetryResult> {
    const { maxOpenJobs } = this.quota;
    const onBegun = (jobs: readonly LoggedJob[]) => jobs.forEach((job) => this.life.enqueued(job));
    return this.bulk.retry(filter, visibleTo(by), { ...options, maxOpenJobs, onBegun });
  }

  /** The next run of a job that has ended; the next attempt, at once, of one that waits for it. */
  @Post(':id/retry')
  @AnsweredOnce()
  @Audited('job.retry')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: Job })
  async retry(@By() by: Person, @JobId() id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Job> {
    const begun = await this.runs.retry(id, visibleTo(by), this.quota.maxOpenJobs);
    if (begun) this.life.enqueued(begun);
    return this.#answer(by, id, reply);
  }

  /** The next run of a job that failed, was cancelled or expired. What it has finished is not done again. */
  @Post(':id/resume')
  @AnsweredOnce()
  @Audited('job.resume')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: Job })
  async resume(@By() by: Person, @JobId() id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Job> {
    this.life.enqueued(await this.runs.again(id, visibleTo(by), this.quota.maxOpenJobs));
    return this.#answer(by, id, reply);
  }

  async #answer(by: Person, id: string, reply: FastifyReply) {
    return accepted(reply, (await this.jobs.find(id, visibleTo(by)))!); // it was there a moment ago
  }
}
