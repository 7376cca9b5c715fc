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
import { RecordProject } from './record-project.js';
import { RecordId } from './records.controller.js';

type Fields = Record<string, unknown>;

const Audio = optionsOf(corpusJobs.processAudio);
const Content = optionsOf(corpusJobs.analyzeContent);

/** Work on a record. */
@ApiTags('records')
@Controller('v1/records')
export class RecordJobsController {
  constructor(
    private readonly submitJob: SubmitJob,
    private readonly project: RecordProject,
  ) {}

  @Post(':id/process-audio')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ standardSchema: Job })
  async processAudio(
    @SentBy() sender: Sender,
    @RecordId() id: string,
    @Body({ schema: Audio }) given: Fields,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return accepted(reply, await this.#submit(sender, corpusJobs.processAudio.name, { ...given, recordId: id }));
  }

  @Post(':id/analyze-content')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ standardSchema: Job })
  async analyzeContent(
    @SentBy() sender: Sender,
    @RecordId() id: string,
    @Body({ schema: Content }) given: Fields,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return accepted(reply, await this.#submit(sender, corpusJobs.analyzeContent.name, { ...given, recordId: id }));
  }

  async #submit({ by, key }: Sender, type: string, input: Fields & { recordId: string }) {
    const projectId = await this.project.of(by, input.recordId);
    const asked = { type, input, priority: 'normal' } as const;
    return this.submitJob.run(by, { ...asked, ...(projectId !== undefined && { projectId }) }, key, asked);
  }
}

/** The contract's input, but for the record that the address names. It is checked by the contract itself. */
function optionsOf({ name, input }: (typeof corpusJobs)['processAudio' | 'analyzeContent']) {
  const AnyOptions = z.record(z.string(), z.unknown()).default({});
  const { recordId: _inAddress, uploadId: _ofRecord, ...options } = input.shape;
  describeAs(`${name}.options`, AnyOptions, z.strictObject(options));
  return AnyOptions;
}
