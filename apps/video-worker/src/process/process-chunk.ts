import { Injectable } from '@nestjs/common';
import type { Transcript } from '@polyspool/contracts/segments';
import type { videoJobs } from '@polyspool/contracts/video';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { Translator } from '@polyspool/providers/translator/translator';
import { hash } from 'node:crypto';
import { translateTranscript } from '../translate/translate-transcript.js';
import { publishTranscript } from '../subtitles/publish-transcript.js';
import { applyEdits } from './apply-edits.js';
import { countWords } from './count-words.js';
import { findVocabulary } from './find-vocabulary.js';
import { hearChunk } from './hear-chunk.js';
import { publishVocabulary } from './publish-vocabulary.js';
import type { ChunkJob } from './recording-job.js';
import { RecordingParts } from './recording-parts.js';

/** One range of a recording, to be run beside others: transcribed, translated, and written as subtitles of its own. */
@Injectable()
export class ProcessChunk implements JobHandler<typeof videoJobs.processChunk> {
  constructor(
    private readonly parts: RecordingParts,
    private readonly translator: Translator,
  ) {}

  async run(job: ChunkJob) {
    const { chunkNumber, totalChunks } = job.input;
    job.report('audio', 0, `Starting chunk ${chunkNumber}/${totalChunks}...`);
    const output = await this.process(named(job));
    job.report('write', 1, `Chunk ${chunkNumber} completed!`);
    return output;
  }

  private async process(job: ChunkJob) {
    const heard = await withTemporaryFolder('chunk', (folder) => hearChunk(job, this.parts, folder));
    const { language, transcriber } = heard;
    const edited = applyEdits(heard.segments, editsOf(job, language));
    const translated = await translateTranscript(job, { language, segments: edited }, this.translator);
    const segments = [...translated.segments];
    const found = await findVocabulary(job, this.parts.vocabularyEngines, { language, segments });

    job.report('write', 0, 'Writing transcript and subtitles');
    const transcript: Transcript = { language, ...targetOf(job, translated), transcriber, segments };
    await publishTranscript(job, transcript, { picture: heard.probe.video });
    if (found.vocabulary) await publishVocabulary(job, language, await this.parts.storage.read(found.vocabulary));
    return {
      transcript: await keepTranscript(job, transcript),
      vocabulary: found.vocabulary,
      vocabularyCount: found.count,
      segments: segments.length,
      words: countWords(segments),
      warnings: [...heard.warnings, ...translated.warnings, ...found.warnings],
    };
  }
}

/** Says with each message which chunk it is about. */
function named(job: ChunkJob): ChunkJob {
  return {
    ...job,
    report: (step, fraction, message) =>
      job.report(step, fraction, message && `Chunk ${job.input.chunkNumber}: ${message}`),
  };
}

/** A translation that a person wrote is for the language that the job translates to: without one it is nothing. */
function editsOf({ input }: ChunkJob, language: string) {
  const { edits, targetLanguage, skip } = input;
  if (targetLanguage !== undefined && targetLanguage !== language && !skip.includes('translate')) return edits;
  return edits.map(({ translation: _, ...edit }) => edit);
}

/** Also where only people have translated. */
function targetOf({ input }: ChunkJob, { target, segments }: Awaited<ReturnType<typeof translateTranscript>>) {
  if (target) return target;
  return segments.some(({ translation }) => translation !== undefined) ? { targetLanguage: input.targetLanguage } : {};
}

/** Kept by a step, so that the parent can read it after this job has been forgotten. */
function keepTranscript({ step }: ChunkJob, transcript: Transcript) {
  const json = JSON.stringify(transcript);
  return step('transcript', [hash('sha256', json)], (files) => files.keep('transcript.json', json));
}
