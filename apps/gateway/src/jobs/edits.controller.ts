import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import type { InputOf } from '@polyspool/contracts/define-jobs';
import { AppError, type InputFault } from '@polyspool/contracts/errors';
import { FileKey } from '@polyspool/contracts/files';
import { isTerminal, Job } from '@polyspool/contracts/job-status';
import { LineEdit } from '@polyspool/contracts/recording';
import { Transcript } from '@polyspool/contracts/segments';
import { videoJobs } from '@polyspool/contracts/video';
import { type JobSource, JobSources } from '@polyspool/database/job-sources';
import { TranslationMemories } from '@polyspool/database/translation-memories';
import { PackingParts, unpack } from '@polyspool/jobs/packing/packed-input';
import { readText } from '@polyspool/storage/storage';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { IdPipe } from '../http/id-pipe.js';
import { accepted } from './jobs.controller.js';
import { lineOf, mergeEdits } from './merge-edits.js';
import { type Sender, SentBy, TakesIdempotencyKey } from './sent-by.js';
import { SubmitJob } from './submit-job.js';

const saysSomething = ({ text, translation }: LineEdit) => text !== undefined || translation !== undefined;
const Edits = z.strictObject({
  edits: z.array(LineEdit.refine(saysSomething, 'Either text or translation is needed')).min(1).max(1_000),
});

type VideoInput = InputOf<typeof videoJobs.process>;

@ApiTags('jobs')
@Controller('v1/jobs/:id/edits')
export class EditsController {
  constructor(
    private readonly jobs: JobSources,
    private readonly packing: PackingParts,
    private readonly memories: TranslationMemories,
    private readonly submitJob: SubmitJob,
  ) {}

  /**
   * Lines of a transcript put right, each named by when it begins: a new job over the same recording, which makes only that
   * again which depends on them. Translations are remembered for later jobs.
   */
  @Post()
  @HttpCode(202)
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ standardSchema: Job })
  async edit(
    @SentBy() { by, key }: Sender,
    @Param('id', new IdPipe('job.unknown')) id: string,
    @Body({ schema: Edits }) { edits }: z.output<typeof Edits>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const job = await this.jobs.find(id, by.id, 'transcript.json');
    const transcript = await this.#transcriptOf(job, id);
    const former = (await unpack(videoJobs.process, id, job!.input, this.packing)) as VideoInput;
    const targetLanguage = transcript.targetLanguage ?? wantedTarget(former, transcript);
    refuse('edit.unknownLine', unknownLines(edits, transcript));
    if (targetLanguage === undefined) refuse('input.invalid', withTranslation(edits));
    const input = { ...former, edits: mergeEdits(former.edits ?? [], edits) };
    const request = { type: videoJobs.process.name, input, priority: 'normal' } as const;
    const submitted = await this.submitJob.run(by, request, key);
    if (targetLanguage !== undefined) {
      const pair = { from: transcript.language, to: targetLanguage };
      await this.memories.remember(by.id, pair, translationsIn(edits, transcript));
    }
    return accepted(reply, submitted);
  }

  async #transcriptOf(job: JobSource | undefined, id: string): Promise<Transcript> {
    if (!job) throw new AppError('job.unknown', `No job ${id}`);
    if (job.type !== videoJobs.process.name) {
      throw new AppError('job.notEditable', `Only lines of ${videoJobs.process.name} can be edited`);
    }
    if (!isTerminal(job.status)) throw new AppError('job.notFinished', `Job ${id} is ${job.status}`);
    if (job.storageKey === null) throw new AppError('job.noResult', `Job ${id} is ${job.status}`);
    return Transcript.parse(JSON.parse(await readText(this.packing.storage, FileKey.parse(job.storageKey))));
  }
}

/** Nothing is translated into the language that is spoken, nor where that was to be skipped. */
const wantedTarget = ({ skip, targetLanguage }: VideoInput, { language }: Transcript) =>
  skip.includes('translate') || targetLanguage === language ? undefined : targetLanguage;

function unknownLines(edits: readonly LineEdit[], { segments }: Transcript): InputFault[] {
  const lines = new Set(segments.map(lineOf));
  return edits.flatMap((edit, index) =>
    lines.has(lineOf(edit))
      ? []
      : [{ pointer: `/edits/${index}/startSeconds`, detail: `No line begins at ${edit.startSeconds} s` }],
  );
}

const withTranslation = (edits: readonly LineEdit[]): InputFault[] =>
  edits.flatMap(({ translation }, index) =>
    translation === undefined
      ? []
      : [{ pointer: `/edits/${index}/translation`, detail: 'The job was not asked for a translation' }],
  );

/** Longer texts are no lines, and no job takes them. */
const maxSource = 2_000;

/** What was said and how it is translated now; the text may have been put right with it, or before. */
function translationsIn(edits: readonly LineEdit[], { segments }: Transcript) {
  const texts = new Map(segments.map((segment) => [lineOf(segment), segment.text]));
  return edits.flatMap((edit) => {
    const source = edit.text ?? texts.get(lineOf(edit));
    return source && source.length <= maxSource && edit.translation !== undefined
      ? [{ source, target: edit.translation }]
      : [];
  });
}

function refuse(code: 'edit.unknownLine' | 'input.invalid', pointers: readonly InputFault[]) {
  if (!pointers.length) return;
  const detail = pointers.map((fault) => `${fault.pointer}: ${fault.detail}`).join('; ');
  throw new AppError(code, detail.slice(0, 2_000), { pointers });
}
