import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { FileKey } from '@polyspool/contracts/files';
import { formatClock } from '@polyspool/contracts/format-clock';
import type { Language } from '@polyspool/contracts/languages';
import { Transcript } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { videoJobs } from '@polyspool/contracts/video';
import { Vocabulary } from '@polyspool/contracts/vocabulary';
import type { Warning } from '@polyspool/contracts/warning';
import type { ChildResult } from '@polyspool/jobs/job-handler';
import { readText, type Storage } from '@polyspool/storage/storage';
import { mergeVocabulary } from '../vocabulary/merge-vocabulary.js';
import { chunkInputs } from './chunk-inputs.js';
import { mergeTranscripts } from './merge-transcripts.js';
import type { RecordingJob } from './recording-job.js';
import type { RecordingParts } from './recording-parts.js';

type ChunkOutput = OutputOf<typeof videoJobs.processChunk>;

export interface HeardChunks {
  readonly transcript: Transcript;
  readonly vocabulary?: Vocabulary | undefined;
  readonly warnings: readonly Warning[];
}

interface Chunks {
  readonly chunks: readonly TimeRange[];
  readonly language: Language;
}

/** Has each chunk worked on by a child of its own, and joins what they made. Throws `video.chunkFailed`. */
export async function runChunks(job: RecordingJob, parts: RecordingParts, work: Chunks): Promise<HeardChunks> {
  const { chunks, language } = work;
  const inputs = chunkInputs(job.input, chunks, language);
  const lengths = chunks.map(({ startSeconds, endSeconds }) => endSeconds - startSeconds);
  const outputs = outputsOf(await job.children(videoJobs.processChunk, inputs, lengths), chunks);
  const transcripts = await readAll(
    parts.storage,
    Transcript,
    outputs.map(({ transcript }) => transcript),
  );
  const vocabularies = await readAll(
    parts.storage,
    Vocabulary,
    outputs.flatMap(({ vocabulary }) => vocabulary ?? []),
  );
  const unheard: Transcript = { language, transcriber: await parts.transcriber.describe(), segments: [] };
  return {
    transcript: mergeTranscripts(unheard, transcripts),
    vocabulary: vocabularies.length > 0 ? mergeVocabulary(vocabularies) : undefined,
    warnings: gathered(outputs.flatMap(({ warnings }) => warnings)),
  };
}

function outputsOf(results: readonly ChildResult<typeof videoJobs.processChunk>[], chunks: readonly TimeRange[]) {
  const failures: string[] = [];
  const outputs: ChunkOutput[] = [];
  results.forEach((result, index) => {
    if (result.ok) outputs.push(result.output);
    else failures.push(`${placeOf(chunks[index])}: ${result.error.code} (${result.error.detail})`);
  });
  if (failures.length === 0) return outputs;
  const others = failures.length > 1 ? `; ${failures.length} of ${chunks.length} chunks failed` : '';
  throw new AppError('video.chunkFailed', `${failures[0]}${others}`);
}

const placeOf = (range?: TimeRange) =>
  range ? `${formatClock(range.startSeconds)} to ${formatClock(range.endSeconds)}` : 'A chunk';

/** One after the other: a long film has hundreds. */
async function readAll<T>(storage: Storage, schema: { parse(value: unknown): T }, files: readonly FileKey[]) {
  const read: T[] = [];
  for (const file of files) read.push(schema.parse(JSON.parse(await readText(storage, file))));
  return read;
}

/** What many chunks warn of is told once. */
function gathered(warnings: readonly Warning[]): Warning[] {
  return [...Map.groupBy(warnings, ({ code }) => code).values()].flatMap((alike) => {
    const [first, ...others] = new Map(alike.map((warning) => [warning.detail, warning])).values();
    if (!first) return [];
    const detail = others.length > 0 ? `${first.detail} (likewise in other chunks)` : first.detail;
    return [{ ...first, detail }];
  });
}
