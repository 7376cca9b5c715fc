import type { MediaProbe } from '@polyspool/contracts/files';
import type { Transcript } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { Vocabulary } from '@polyspool/contracts/vocabulary';
import type { Warning } from '@polyspool/contracts/warning';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { glossVocabulary } from '../vocabulary/gloss-vocabulary.js';
import { damagedSound } from './damaged-sound.js';
import { planRecording } from './plan-recording.js';
import type { RecordedAudio } from '@polyspool/media/recorded-audio';
import type { RecordingJob } from './recording-job.js';
import type { RecordingParts } from './recording-parts.js';
import { requireLanguage } from '@polyspool/providers/transcription/require-language';
import { runChunks } from './run-chunks.js';
import { reviewTranscript } from './review-transcript.js';

export interface TranscribedRecording {
  readonly transcript: Transcript;
  /** Missing where it was skipped, or nobody can analyse the language. */
  readonly vocabulary?: Vocabulary | undefined;
  readonly probe: MediaProbe;
  /** The part of the recording that was asked for. */
  readonly range: TimeRange;
  readonly audio: RecordedAudio;
  /** Where in it somebody speaks. */
  readonly speech: readonly TimeRange[];
  /** Those parts of it in which somebody speaks, as they were handed out. */
  readonly chunks: readonly TimeRange[];
  readonly warnings: readonly Warning[];
}

/**
 * A recording as text: its sound extracted, cut in silences, its chunks transcribed, translated and searched for words by
 * `video.processChunk` beside one another, and joined again. All is kept by steps: a job over the same recording with the
 * same options gets what the one before it made.
 */
export async function transcribeRecording(job: RecordingJob, parts: RecordingParts): Promise<TranscribedRecording> {
  if (job.input.language !== undefined) await requireLanguage(parts.transcriber, job.input.language);
  const plan = await withTemporaryFolder('recording', (folder) => planRecording(job, parts, folder));
  const { spoken, ...rest } = plan;
  const { chunks } = rest;

  job.report('chunks', 0, `Transcribing ${chunks.length} ${chunks.length === 1 ? 'chunk' : 'chunks'}`);
  const heard = await runChunks(job, parts, { chunks, language: spoken.language });
  const words = await explainWords(job, parts, heard.vocabulary);
  const doubts = await reviewTranscript(job, parts.languageIdentifier, {
    transcript: heard.transcript,
    hasSpeech: chunks.length > 0,
  });
  // Chunks say so too, but where nobody speaks there are none.
  const damaged = heard.warnings.some(({ code }) => code === 'media.damaged') ? [] : damagedSound(plan.audio);
  const warnings = [...spoken.warnings, ...damaged, ...heard.warnings, ...words.warnings, ...doubts];
  return { ...rest, ...heard, vocabulary: words.vocabulary, warnings };
}

/** Once for all chunks, most of which say the same words. */
async function explainWords(job: RecordingJob, { vocabularyEngines }: RecordingParts, vocabulary?: Vocabulary) {
  if (!vocabulary) return { vocabulary, warnings: [] };
  const { targetLanguage } = job.input;
  const onProgress = () => job.report('chunks', 1, `Explaining words in ${targetLanguage}`);
  return glossVocabulary(job, vocabulary, { translator: vocabularyEngines.translator, targetLanguage, onProgress });
}
