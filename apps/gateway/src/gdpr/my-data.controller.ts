import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import { EraseAnswer, EraseRequest } from '@polyspool/contracts/gdpr';
import { Job } from '@polyspool/contracts/job-status';
import { gdprJobs } from '@polyspool/contracts/reports';
import type { Person } from '@polyspool/database/people';
import type { FastifyReply } from 'fastify';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { accepted } from '../jobs/jobs.controller.js';
import { type Sender, SentBy, TakesIdempotencyKey } from '../jobs/sent-by.js';
import { SubmitJob } from '../jobs/submit-job.js';
import { ErasureRequest } from './erasure-request.js';
import { answerErasure } from './erasures.controller.js';

/** The files of years may take their time. */
export const exportLimits = { softSeconds: 6_900, hardSeconds: 7_200 };

/** What people may ask of what is kept of them (GDPR, articles 15, 17 and 20). */
@ApiTags('people')
@Controller('v1/me')
export class MyDataController {
  constructor(
    private readonly submitJob: SubmitJob,
    private readonly erasure: ErasureRequest,
  ) {}

  /** Everything, as a ZIP: the artifact `export.zip` of the job. It is there for a week; links to it end sooner. */
  @Post('export')
  @HttpCode(202)
  @Audited('person.export', ({ id }) => ({ subject: id }))
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ standardSchema: Job })
  async export(@SentBy() { by, key }: Sender, @Res({ passthrough: true }) reply: FastifyReply) {
    const request = { type: gdprJobs.export.name, input: {}, priority: 'normal', limits: exportLimits } as const;
    return accepted(reply, await this.submitJob.run(by, request, key));
  }

  /** Removes everything, the person included: their keys open nothing from then on. `confirm` is their name. */
  @Post('erase')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: EraseAnswer })
  async erase(
    @By() by: Person,
    @Body({ schema: EraseRequest }) request: EraseRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EraseAnswer> {
    return answerErasure(reply, await this.erasure.run(by, by.id, request));
  }
}
