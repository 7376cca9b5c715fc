import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import { catalogue } from '@polyspool/contracts/catalogue';
import { AppError } from '@polyspool/contracts/errors';
import { Job } from '@polyspool/contracts/job-status';
import { DeckRequest } from '@polyspool/contracts/learner';
import { recordingFields } from '@polyspool/contracts/recording';
import { vocabularyJobs } from '@polyspool/contracts/vocabulary';
import type { JobSource } from '@polyspool/database/job-sources';
import { UploadRecords } from '@polyspool/database/upload-records';
import { PackingParts, unpack } from '@polyspool/jobs/packing/packed-input';
import type { FastifyReply } from 'fastify';
import { parse } from 'node:path';
import { IdPipe } from '../http/id-pipe.js';
import { accepted } from '../jobs/jobs.controller.js';
import { type Sender, SentBy, TakesIdempotencyKey } from '../jobs/sent-by.js';
import { SubmitJob } from '../jobs/submit-job.js';
import { VocabularyReader } from './vocabulary-reader.js';

@ApiTags('vocabulary')
@Controller('v1/jobs/:id/deck')
export class DecksController {
  constructor(
    private readonly vocabularies: VocabularyReader,
    private readonly uploads: UploadRecords,
    private readonly packing: PackingParts,
    private readonly submitJob: SubmitJob,
  ) {}

  /** Cards for the words of a recording, as a job over the same recording: what that has transcribed is not made again. */
  @Post()
  @HttpCode(202)
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ standardSchema: Job })
  async export(
    @SentBy() { by, key }: Sender,
    @Param('id', new IdPipe('job.unknown')) id: string,
    @Body({ schema: DeckRequest }) deck: DeckRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { states, ...wishes } = deck;
    const { job, entries } = await this.vocabularies.readOwn(id, by.id);
    const recording = await this.#recordingOf(job);
    const upload = await this.uploads.find(String(recording['uploadId']), by.id);
    const except = entries.filter(({ state }) => !states.includes(state)).map(({ lemma }) => lemma);
    const name = upload && parse(upload.name).name.trim().slice(0, 100);
    const input = { ...recording, ...wishes, ...(name && { name }), except };
    const request = { type: vocabularyJobs.exportDeck.name, input, priority: 'normal' } as const;
    return accepted(reply, await this.submitJob.run(by, request, key, { deckOf: id, deck }));
  }

  /** Which recording, and how it was read. */
  async #recordingOf({ id, type, input }: JobSource) {
    const contract = catalogue.get(type);
    const fields = Object.keys(recordingFields);
    if (!contract || !fields.every((field) => field in contract.input.shape)) {
      throw new AppError('job.noVocabulary', `A job of the kind ${type} has no recording`);
    }
    const whole = await unpack(contract, id, input, this.packing);
    return Object.fromEntries(
      fields.filter((field) => whole[field] !== undefined).map((field) => [field, whole[field]]),
    );
  }
}
