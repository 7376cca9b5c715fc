import { z } from 'zod';
import { Language } from '../languages.js';
import { Seconds } from '../recording.js';
import { systemJobs } from '../system.js';
import { videoJobs } from '../video.js';
import { CefrLevel, vocabularyJobs } from '../vocabulary.js';
import { celeryTask, type FinishedTask, resultOf } from './celery-task.js';
import { ForeignId, TaskPath } from './task-fields.js';

/** `tasks` of a language-learning application: videos to subtitles and vocabulary. */
export const videoTasks = {
  debug_task: celeryTask(systemJobs.debug, z.strictObject({}), () => ({ input: {} })),
  process_video_chunk: celeryTask(
    videoJobs.processChunk,
    z.strictObject({
      video_path: TaskPath,
      start_time: Seconds,
      end_time: Seconds,
      user_id: ForeignId,
      video_id: ForeignId,
      chunk_number: z.int().positive().default(1),
      total_chunks: z.int().positive().default(1),
      source_lang: Language.optional(),
      target_lang: Language.optional(),
    }),
    ({ video_path, start_time, end_time, chunk_number, total_chunks, source_lang, target_lang }) => ({
      input: {
        uploadId: video_path,
        startSeconds: start_time,
        endSeconds: end_time,
        chunkNumber: chunk_number,
        totalChunks: total_chunks,
        language: source_lang,
        targetLanguage: target_lang,
      },
    }),
  ),
  batch_translate_segments: celeryTask(
    videoJobs.translateSegments,
    z.strictObject({
      segments: z.array(z.record(z.string(), z.unknown())),
      source_lang: Language,
      target_lang: Language,
    }),
    ({ segments, source_lang, target_lang }) => ({
      input: { segments, sourceLanguage: source_lang, targetLanguage: target_lang },
    }),
  ),
  extract_vocabulary_from_text: celeryTask(
    vocabularyJobs.extract,
    z.strictObject({
      text: z.string(),
      language: Language,
      user_id: ForeignId,
      difficulty_filter: CefrLevel.nullish(),
    }),
    ({ text, language, difficulty_filter: level }) => ({
      input: { text, language, ...(level && { levels: [level] }) },
    }),
  ),
};

export const videoResults = [
  resultOf(systemJobs.debug, ({ output: { status, message } }) => ({ status, message })),
  resultOf(videoJobs.processChunk, (finished) => chunkResult(finished, finished.output)),
  // A whole video is one chunk of one, in however many parts it was heard.
  resultOf(videoJobs.process, (finished) => chunkResult(finished, finished.output)),
  resultOf(videoJobs.translateSegments, ({ output }) => output.segments),
  resultOf(vocabularyJobs.extract, ({ output, known }) => ({
    vocabulary_count: output.vocabularyCount,
    words: output.vocabulary.entries.map(({ lemma, forms, cefr, partOfSpeech, rank, count }) => ({
      word: forms[0] ?? lemma,
      lemma,
      difficulty_level: cefr?.level ?? null,
      known: known.has(lemma),
      part_of_speech: partOfSpeech,
      frequency_rank: rank ?? null,
      count,
    })),
  })),
];

interface Counted {
  readonly vocabularyCount: number;
  readonly segments: number;
}

function chunkResult({ input, files }: Pick<FinishedTask, 'input' | 'files'>, { vocabularyCount, segments }: Counted) {
  const subtitles = files.filter(({ kind, name }) => kind === 'subtitles' && name.endsWith('.srt'));
  // First those in the language that is spoken; those in two languages are in none.
  const path = subtitles.find(({ language }) => language !== undefined) ?? subtitles[0];
  return {
    status: 'completed',
    video_id: input['uploadId'],
    chunk_number: input['chunkNumber'] ?? 1,
    vocabulary_count: vocabularyCount,
    segments_count: segments,
    subtitles_path: path?.url ?? null,
    files: files.map(({ name, url }) => ({ name, url })),
  };
}
