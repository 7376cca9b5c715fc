import type { MediaProbe } from '@polyspool/contracts/files';
import { formatClock } from '@polyspool/contracts/format-clock';
import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel, Segment } from '@polyspool/contracts/segments';
import { mediaSeconds, requestedRange, type TimeRange } from '@polyspool/contracts/time-range';
import type { Warning } from '@polyspool/contracts/warning';
import type { Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { damagedSound } from './damaged-sound.js';
import { LocalAudio } from './local-audio.js';
import { LocalUpload } from './local-upload.js';
import { marginSeconds, ownedBy, stretchAround } from './owned-by.js';
import { placeInRecording } from './place-in-recording.js';
import { probeRecording } from './probe-recording.js';
import { recordedAudio } from './recorded-audio.js';
import { recordedSpeech } from './recorded-speech.js';
import type { ChunkJob } from './recording-job.js';
import type { RecordingParts } from './recording-parts.js';
import { requireLanguage } from './require-language.js';
import { spokenLanguage } from './spoken-language.js';
import { within } from './within.js';

export interface HeardChunk {
  readonly language: Language;
  readonly transcriber: EngineLabel;
  readonly segments: readonly Segment[];
  readonly probe: MediaProbe;
  readonly warnings: readonly Warning[];
}

/** Less than this holds no word, and engines fail on it. */
const leastSeconds = 0.1;

/** What is said in a range of a recording, with times in the whole of it. */
export async function hearChunk(job: ChunkJob, parts: RecordingParts, folder: string): Promise<HeardChunk> {
  const { storage, transcriber, voiceDetector } = parts;
  const { uploadId, language: named } = job.input;
  if (named !== undefined) await requireLanguage(transcriber, named);
  const upload = new LocalUpload(storage, uploadId, folder);
  const probe = await probeRecording(job, upload);
  const range = requestedRange(job.input, probe.durationSeconds);
  job.workload(mediaSeconds, range.endSeconds - range.startSeconds);
  const audio = new LocalAudio(storage, await recordedAudio(job, upload, probe), folder);
  const speech = named === undefined ? within(await recordedSpeech(job, voiceDetector, audio), range) : [];
  const { language, warnings } = await spokenLanguage(job, transcriber, { probe, audio, speech });
  const label = await transcriber.describe();
  const isSilent = named === undefined && speech.length === 0;
  const key = [audio.file, range.startSeconds, range.endSeconds, marginSeconds, language, label];
  const segments = isSilent
    ? []
    : await job.step('transcribe', key, () => transcribe(job, transcriber, { audio, range, language }));
  return { language, transcriber: label, segments, probe, warnings: [...warnings, ...damagedSound(audio.audio)] };
}

interface Sound {
  readonly audio: LocalAudio;
  readonly range: TimeRange;
  readonly language: Language;
}

async function transcribe(job: ChunkJob, transcriber: Transcriber, { audio, range, language }: Sound) {
  const { startSeconds, endSeconds } = range;
  if (audio.durationSeconds - startSeconds < leastSeconds) return []; // the sound ends before the pictures do
  const stretch = stretchAround(range, audio.durationSeconds);
  const wav = await audio.cut(stretch, job.signal);
  const message = `Transcribing ${formatClock(startSeconds)} to ${formatClock(endSeconds)}`;
  job.report('transcribe', 0, message);
  const lengthSeconds = stretch.endSeconds - stretch.startSeconds;
  const onProgress = (seconds: number) => job.report('transcribe', seconds / lengthSeconds, message);
  const { signal } = job;
  const heard = await job.call('transcriber', () => transcriber.transcribe(wav, { language, signal, onProgress }));
  return ownedBy(placeInRecording(heard, stretch), range);
}
