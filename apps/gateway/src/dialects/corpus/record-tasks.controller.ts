import { Body, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { IdPipe } from '../../http/id-pipe.js';
import { type Sender, SentBy, TakesIdempotencyKey } from '../../jobs/sent-by.js';
import { RecordProject } from '../../records/record-project.js';
import { Dialect, SucceededBy } from '../dialect.js';
import { StartedTask } from './corpus-task.js';
import { StartTask } from './start-task.js';

const Nothing = z.strictObject({}).default({});

const RecordIds = z.array(z.uuid()).min(1).max(10_000);
/** The ids alone, as that system took them, or under their name. */
const Records = z.union([z.strictObject({ record_ids: RecordIds }), RecordIds]);
type Records = z.output<typeof Records>;
const idsIn = (asked: Records) => (Array.isArray(asked) ? asked : asked.record_ids);

const Statistics = z
  .strictObject({
    /** Whether it is said or not: nobody is told of the records of others. */
    user_specific: z.union([z.boolean(), z.stringbool()]).optional(),
    project_id: z.uuid().optional(),
  })
  .default({});
type Statistics = z.output<typeof Statistics>;

const RecordId = () => Param('recordId', new IdPipe('record.unknown'));

/** Work on recordings, as the corpus before this one took it. */
@Dialect('api/v1/tasks')
export class RecordTasksController {
  constructor(
    private readonly tasks: StartTask,
    private readonly project: RecordProject,
  ) {}

  @Post('process-audio/:recordId')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/records/{recordId}/process-audio', { summary: 'Process the recording of a record' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  async processAudio(
    @SentBy() sender: Sender,
    @RecordId() id: string,
    @Body({ schema: Nothing }) _nothing: z.output<typeof Nothing>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const projectId = await this.project.of(sender.by, id);
    const asked = { name: 'process_audio_file', given: { record_id: id }, projectId };
    return this.tasks.run(sender, { ...asked, message: `Audio processing started for record ${id}` }, reply);
  }

  @Post('analyze-content/:recordId')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/records/{recordId}/analyze-content', { summary: 'Find out what is said in a record, and how' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  async analyzeContent(
    @SentBy() sender: Sender,
    @RecordId() id: string,
    @Body({ schema: Nothing }) _nothing: z.output<typeof Nothing>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const projectId = await this.project.of(sender.by, id);
    const asked = { name: 'analyze_audio_content', given: { record_id: id }, projectId };
    return this.tasks.run(sender, { ...asked, message: `Content analysis started for record ${id}` }, reply);
  }

  @Post('batch-process')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/batches', { summary: 'Process the recordings of many records' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  batchProcess(
    @SentBy() sender: Sender,
    @Body({ schema: Records }) records: Records,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const ids = idsIn(records);
    const asked = { name: 'batch_process_files', given: { record_ids: ids } };
    return this.tasks.run(sender, { ...asked, message: `Batch processing started for ${ids.length} records` }, reply);
  }

  /** What is said in each of them is heard for it. */
  @Post('batch-language-detection')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/batches', { summary: 'Find out the languages of many records' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  detectLanguages(
    @SentBy() sender: Sender,
    @Body({ schema: Records }) records: Records,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const ids = idsIn(records);
    const message = `Batch language detection started for ${ids.length} records`;
    return this.tasks.run(sender, { name: 'batch_language_detection', given: { record_ids: ids }, message }, reply);
  }

  @Post('generate-statistics')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/reports', { summary: 'Count hours of speech by language, category and contributor' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  generateStatistics(
    @SentBy() sender: Sender,
    @Body({ schema: Statistics }) body: Statistics,
    @Query({ schema: Statistics }) query: Statistics,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const { user_specific: _own, ...given } = { ...query, ...body };
    const message = 'Statistics generation started';
    return this.tasks.run(sender, { name: 'generate_corpus_statistics', given, message }, reply);
  }
}
