import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import { Job } from '@polyspool/contracts/job-status';
import { pdfJobs } from '@polyspool/contracts/pdf';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { GlossaryId } from '../glossaries/kept-terms.js';
import { describeAs } from '../http/api-schemas.js';
import { IdPipe } from '../http/id-pipe.js';
import { accepted } from './jobs.controller.js';
import { refuseSameLanguage } from './refuse-same-language.js';
import { type Sender, SentBy, TakesIdempotencyKey } from './sent-by.js';
import { SubmitJob } from './submit-job.js';

/** The contract's input, but for the upload that the address names. It is checked by the contract itself. */
const AnyOptions = z.record(z.string(), z.unknown()).default({});
const { uploadId: _inAddress, ...options } = pdfJobs.translate.input.shape;
describeAs(`${pdfJobs.translate.name}.options`, AnyOptions, z.strictObject({ ...options, glossaryId: GlossaryId }));

@ApiTags('documents')
@Controller('v1/documents')
export class DocumentsController {
  constructor(private readonly submitJob: SubmitJob) {}

  @Post(':uploadId/translate')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ standardSchema: Job })
  async translate(
    @SentBy() { by, key }: Sender,
    @Param('uploadId', new IdPipe('upload.unknown')) uploadId: string,
    @Body({ schema: AnyOptions }) given: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    refuseSameLanguage({ from: given['language'], to: given['targetLanguage'], field: 'targetLanguage' });
    const request = { type: pdfJobs.translate.name, input: { ...given, uploadId }, priority: 'normal' } as const;
    return accepted(reply, await this.submitJob.run(by, request, key));
  }
}
