import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import { corpusJobs } from '@polyspool/contracts/corpus';
import { Job } from '@polyspool/contracts/job-status';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { describeAs } from '../http/api-schemas.js';
import { accepted } from '../jobs/jobs.controller.js';
import { type Sender, SentBy, TakesIdempotencyKey } from '../jobs/sent-by.js';
import { SubmitJob } from '../jobs/submit-job.js';

const { name: type, input } = corpusJobs.batchProcess;

/** The contract's input without what follows from it, and the project. The input is checked by the contract itself. */
const AskedBatch = z.looseObject({ projectId: z.uuid().optional() });
type AskedBatch = z.output<typeof AskedBatch>;
const { items: _ofRecords, part: _ofParent, ...asked } = input.shape;
describeAs(`${type}.options`, AskedBatch, z.strictObject({ ...asked, ...AskedBatch.shape }));

/** The same work on many records; what fails takes nothing else with it. */
@ApiTags('records')
@Controller('v1/batches')
export class BatchesController {
  constructor(private readonly submitJob: SubmitJob) {}

  @Post()
  @HttpCode(202)
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ standardSchema: Job })
  async add(
    @SentBy() { by, key }: Sender,
    @Body({ schema: AskedBatch }) { projectId, ...given }: AskedBatch,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const request = { type, input: given, projectId, priority: 'normal' } as const;
    return accepted(reply, await this.submitJob.run(by, request, key));
  }
}
