import { HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { AppError } from '@polyspool/contracts/errors';
import { Language } from '@polyspool/contracts/languages';
import { Seconds } from '@polyspool/contracts/recording';
import { videoJobs } from '@polyspool/contracts/video';
import { Outlook } from '@polyspool/database/outlook';
import type { Person } from '@polyspool/database/people';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { validate } from 'uuid';
import { z } from 'zod';
import { By } from '../../access/key-guard.js';
import { type Sender, SentBy, TakesIdempotencyKey } from '../../jobs/sent-by.js';
import { UploadIntake } from '../../uploads/upload-intake.js';
import { Dialect, SucceededBy } from '../dialect.js';
import { DialectOptions } from '../dialect-options.js';
import { OnceWhileOpen } from '../once-while-open.js';
import { estimatedTime } from './estimated-time.js';

const videoForm = {
  type: 'object',
  required: ['video'],
  additionalProperties: false,
  properties: { video: { type: 'string', format: 'binary' } },
};

const VideoUpload = z.object({ video_id: z.uuid(), filename: z.string() });
type VideoUpload = z.output<typeof VideoUpload>;

const InAddress = z.coerce.number().pipe(Seconds);
const Options = z.strictObject({
  start_time: InAddress.default(0),
  /** To its end where nothing is said. */
  end_time: InAddress.optional(),
  language: Language.optional(),
  target_language: Language.optional(),
});
type Options = z.output<typeof Options>;
const NamedVideo = Options.extend({ video_id: z.string().max(100) });

const Started = z.object({
  message: z.string(),
  task_id: z.uuid(),
  status_url: z.string(),
  estimated_time: z.string(),
});
type Started = z.output<typeof Started>;

/** Videos as the language-learning application before this one took them: sent, then processed. */
@Dialect()
export class DialectVideosController {
  constructor(
    private readonly intake: UploadIntake,
    private readonly jobs: OnceWhileOpen,
    private readonly outlook: Outlook,
    private readonly options: DialectOptions,
  ) {}

  /** Whatever the collection is called: uploads are their sender's own. */
  @Post('api/videos/upload/:collection')
  @HttpCode(200)
  @SucceededBy('/v1/uploads', { summary: 'Send a video', config: { receiveTimeoutMs: 0 } })
  @ApiParam({ name: 'collection', type: String })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: videoForm })
  @ApiOkResponse({ standardSchema: VideoUpload })
  async take(@By() by: Person, @Req() request: FastifyRequest): Promise<VideoUpload> {
    const { upload } = await this.intake.takeRecording(request, by, 'video');
    return { video_id: upload.id, filename: upload.name };
  }

  @Post(['api/videos/:videoId/process', 'videos/:videoId/process'])
  @HttpCode(200)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/videos/{videoId}/process', { summary: 'Start the processing of a video' })
  @ApiOkResponse({ standardSchema: Started })
  process(
    @SentBy() sender: Sender,
    @Param('videoId') videoId: string,
    @Query({ schema: Options }) options: Options,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Started> {
    return this.#start(sender, videoId, options, reply);
  }

  @Post('process')
  @HttpCode(200)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/jobs', { summary: 'Start the processing of the video that the query names' })
  @ApiOkResponse({ standardSchema: Started })
  processNamed(
    @SentBy() sender: Sender,
    @Query({ schema: NamedVideo }) { video_id: videoId, ...options }: z.output<typeof NamedVideo>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Started> {
    return this.#start(sender, videoId, options, reply);
  }

  async #start({ by, key }: Sender, uploadId: string, options: Options, reply: FastifyReply): Promise<Started> {
    if (!validate(uploadId)) throw videoNotFound();
    const { start_time: startSeconds, end_time: endSeconds, language } = options;
    const targetLanguage = options.target_language ?? this.options.videoLanguage;
    const input = { uploadId, startSeconds, endSeconds, language, targetLanguage };
    const request = { type: videoJobs.process.name, input, priority: 'normal' } as const;
    const job = await this.jobs.submit(by, request, key).catch(asNotFound);
    const [expected] = await this.outlook.of([job]);
    reply.header('location', `/v1/jobs/${job.id}`);
    return {
      message: 'Processing started',
      task_id: job.id,
      status_url: `/api/tasks/${job.id}/status`,
      estimated_time: estimatedTime(expected?.eta),
    };
  }
}

/** To the letter, for there are clients that compare. */
const videoNotFound = () => new AppError('upload.unknown', 'Video not found');

function asNotFound(error: unknown): never {
  throw error instanceof AppError && error.code === 'upload.unknown' ? videoNotFound() : error;
}
