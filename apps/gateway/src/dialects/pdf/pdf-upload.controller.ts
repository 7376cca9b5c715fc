import { Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiConsumes, ApiCreatedResponse } from '@nestjs/swagger';
import { AppError } from '@polyspool/contracts/errors';
import { Language } from '@polyspool/contracts/languages';
import { PageRange } from '@polyspool/contracts/page-range';
import { pdfJobs, Tone } from '@polyspool/contracts/pdf';
import { Logger } from '@polyspool/service/logger';
import { problemOf } from '@polyspool/service/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accepted } from '../../jobs/jobs.controller.js';
import { refuseSameLanguage } from '../../jobs/refuse-same-language.js';
import { type Sender, SentBy, TakesIdempotencyKey } from '../../jobs/sent-by.js';
import { SubmitJob } from '../../jobs/submit-job.js';
import { UploadIntake } from '../../uploads/upload-intake.js';
import { uploadForm } from '../../uploads/upload-form.js';
import { Dialect, SucceededBy } from '../dialect.js';
import { DialectOptions } from '../dialect-options.js';
import { PdfStatus, pdfStatusOf } from './pdf-status.js';

const Wishes = z.strictObject({
  target_language: Language.optional(),
  source_language: Language.optional(),
  tone: Tone.optional(),
  pages: PageRange.optional(),
});
type Wishes = z.output<typeof Wishes>;

const PdfUpload = z.object({
  upload_id: z.uuid(),
  /** Null where no job could be made now; the document is kept, and `detail` says why. */
  job_id: z.uuid().nullable(),
  status: PdfStatus,
  detail: z.string().nullable(),
});
type PdfUpload = z.output<typeof PdfUpload>;

/** Where the PDF translation system before this one took documents: an upload is a job. */
@Dialect('api/v1/upload')
export class PdfUploadController {
  constructor(
    private readonly intake: UploadIntake,
    private readonly submitJob: SubmitJob,
    private readonly options: DialectOptions,
    private readonly logger: Logger,
  ) {}

  @Post()
  @SucceededBy('/v1/uploads', { summary: 'Send a PDF, and have it translated', config: { receiveTimeoutMs: 0 } })
  @TakesIdempotencyKey()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: uploadForm })
  @ApiAcceptedResponse({ standardSchema: PdfUpload, description: 'The document is kept, and its job accepted' })
  @ApiCreatedResponse({ standardSchema: PdfUpload, description: 'The document is kept, and no job could be made now' })
  async take(
    @SentBy() { by, key }: Sender,
    @Query({ schema: Wishes }) wishes: Wishes,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PdfUpload> {
    const options = this.#optionsOf(wishes);
    refuseSameLanguage({ from: options.language, to: options.targetLanguage, field: 'target_language' });
    const { upload } = await this.intake.takeDocument(request, by);
    const input = { uploadId: upload.id, ...options };
    try {
      const job = await this.submitJob.run(by, { type: pdfJobs.translate.name, input, priority: 'normal' }, key);
      accepted(reply.code(202), job);
      return { upload_id: upload.id, job_id: job.id, status: pdfStatusOf(job), detail: null };
    } catch (error) {
      const cause = passing(error);
      const { code, detail } = problemOf(cause);
      // Of what was to be expected, as too many open jobs, nobody needs to know where it was found.
      const fields = { code, uploadId: upload.id, ...(cause.status >= 500 && { err: cause }) };
      this.logger.warn(fields, 'A document was taken, and no job made for it');
      reply.code(201).header('location', `/v1/uploads/${upload.id}`);
      return { upload_id: upload.id, job_id: null, status: 'FAILED', detail: `${detail} (${code})` };
    }
  }

  #optionsOf({
    target_language: targetLanguage = this.options.documentLanguage,
    source_language: language,
    ...same
  }: Wishes) {
    return { targetLanguage, language, ...same };
  }
}

/** What may be better later: it must not cost the sender the upload. What the request itself is at fault for is thrown. */
function passing(thrown: unknown): AppError {
  const error = AppError.from(thrown);
  if (error.status === 429 || error.status >= 500) return error;
  throw thrown;
}
