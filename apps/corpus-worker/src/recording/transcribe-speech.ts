import { AppError } from '@polyspool/contracts/errors';
import { formatClock } from '@polyspool/contracts/format-clock';
import type { Language } from '@polyspool/contracts/languages';
import type { Segment, Transcript } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { Warning } from '@polyspool/contracts/warning';
import { hearRange } from '@polyspool/providers/transcription/hear-range';
import type { HearableSound } from '@polyspool/providers/transcription/hearing-job';
import { languageDoubts } from '@polyspool/providers/transcription/language-doubts';
import { planChunks } from '@polyspool/providers/transcription/plan-chunks';
import { requireLanguage } from '@polyspool/providers/transcription/require-language';
import { silencesBetween } from '@polyspool/providers/transcription/silences-between';
import { type SpokenLanguage, spokenLanguage } from '@polyspool/providers/transcription/spoken-language';
import { within } from '@polyspool/providers/transcription/within';
import type { HeardRecording } from './hear-recording.js';
import type { OpenedRecording } from './open-recording.js';
import type { RecordingJob, Tell } from './recording-job.js';
import type { RecordingParts } from './recording-parts.js';
import type { Turn } from './turn.js';

export interface TranscribedSpeech {
  readonly transcript?: Transcript;
  readonly warnings: readonly Warning[];
}

export interface SpokenRecording extends Pick<HeardRecording, 'speech'>, Pick<OpenedRecording, 'probe'> {
  readonly sound: HearableSound;
}

/** Little is lost where work on a chunk is. */
const chunkSeconds = 60;

/** What is said in a recording. Where no engine here can tell, a warning says why: all else that is known of it is worth keeping. */
export async function transcribeSpeech(
  job: RecordingJob,
  parts: Pick<RecordingParts, 'transcriber' | 'languageIdentifier'>,
  spoken: SpokenRecording,
  { turn, tell }: { readonly turn: Turn; readonly tell: Tell },
): Promise<TranscribedSpeech> {
  if (spoken.speech.length === 0) return { warnings: [noSpeech('Nobody speaks in it')] };
  const found = await languageOf(job, parts, spoken).catch(asWarning);
  if ('code' in found) return { warnings: [found] };
  const segments = await hearAll(job, parts, { ...spoken, language: found.language }, { turn, tell }).catch(asWarning);
  if ('code' in segments) return { warnings: [segments] };
  if (segments.every(({ text }) => text.trim() === ''))
    return { warnings: [...found.warnings, noSpeech('Of what is said not one word was understood')] };
  const { language } = found;
  const transcript = { language, transcriber: await parts.transcriber.describe(), segments };
  const doubts = await languageDoubts(job, parts.languageIdentifier, transcript);
  return judged(transcript, found, doubts);
}

/** Another language than the only one that the engine knows becomes words without meaning: better none. */
function judged(transcript: Transcript, { language, warnings }: SpokenLanguage, doubts: readonly string[]) {
  if (doubts.length === 0) return { transcript, warnings };
  const why = doubts.join(', and ');
  if (warnings.some(({ code }) => code === 'language.assumed')) {
    const detail = `Nobody said which language is spoken. Taken for ${language} it makes no sense (${why}), and is left out`;
    return { warnings: [{ code: 'language.unknown', detail }] };
  }
  const doubtful = { code: 'language.doubtful', detail: `It may not be ${language}, or hard to hear: ${why}` };
  return { transcript, warnings: [...warnings, doubtful] };
}

async function languageOf(
  job: RecordingJob,
  { transcriber }: Pick<RecordingParts, 'transcriber'>,
  { probe, sound, speech }: SpokenRecording,
) {
  const { language } = job.input;
  if (language !== undefined) await requireLanguage(transcriber, language);
  const label = probe.audioTracks[0]?.language;
  return spokenLanguage(job, transcriber, { language, label, isLabelTrusted: true, sound, speech });
}

async function hearAll(
  job: RecordingJob,
  { transcriber }: Pick<RecordingParts, 'transcriber'>,
  { sound, speech, language }: SpokenRecording & { readonly language: Language },
  { turn, tell }: { readonly turn: Turn; readonly tell: Tell },
): Promise<Segment[]> {
  const whole: TimeRange = { startSeconds: 0, endSeconds: sound.durationSeconds };
  const all = planChunks(whole, silencesBetween(speech, whole), chunkSeconds);
  const chunks = all.filter((chunk) => within(speech, chunk).length > 0);
  const segments: Segment[] = [];
  for (const [index, range] of chunks.entries()) {
    await turn.goesOn();
    const message = `Transcribing ${formatClock(range.startSeconds)} to ${formatClock(range.endSeconds)}`;
    const onProgress = (fraction: number) => tell((index + fraction) / chunks.length, message);
    segments.push(...(await hearRange(job, transcriber, { sound, range, language, onProgress })));
  }
  return segments;
}

const noSpeech = (cause: string): Warning => ({ code: 'media.noSpeech', detail: `${cause}: there is no transcript` });

const notOfTheJob = ['language.unknown', 'engine.unsupportedLanguage', 'engine.missing', 'engine.refused'];

/** What another try would not change says why there is no transcript. */
function asWarning(error: unknown): Warning {
  if (!(error instanceof AppError) || !notOfTheJob.includes(error.code)) throw error;
  return { code: error.code, detail: `There is no transcript: ${error.message}` };
}
