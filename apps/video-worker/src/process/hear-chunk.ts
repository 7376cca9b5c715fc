import type { MediaProbe } from '@polyspool/contracts/files';
import { formatClock } from '@polyspool/contracts/format-clock';
import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel, Segment } from '@polyspool/contracts/segments';
import { mediaSeconds, requestedRange } from '@polyspool/contracts/time-range';
import type { Warning } from '@polyspool/contracts/warning';
import { damagedSound } from './damaged-sound.js';
import { LocalAudio } from '@polyspool/media/local-audio';
import { LocalUpload } from '@polyspool/media/local-upload';
import { probeRecording } from './probe-recording.js';
import { recordedAudio } from '@polyspool/media/recorded-audio';
import { soundOf } from './sound-of.js';
import { hearRange } from '@polyspool/providers/transcription/hear-range';
import { recordedSpeech } from '@polyspool/providers/transcription/recorded-speech';
import type { ChunkJob } from './recording-job.js';
import type { RecordingParts } from './recording-parts.js';
import { requireLanguage } from '@polyspool/providers/transcription/require-language';
import { spokenLanguage } from '@polyspool/providers/transcription/spoken-language';
import { within } from '@polyspool/providers/transcription/within';

export interface HeardChunk {
  readonly language: Language;
  readonly transcriber: EngineLabel;
  readonly segments: readonly Segment[];
  readonly probe: MediaProbe;
  readonly warnings: readonly Warning[];
}

/** What is said in a range of a recording, with times in the whole of it. */
export async function hearChunk(job: ChunkJob, parts: RecordingParts, folder: string): Promise<HeardChunk> {
  const { storage, transcriber, voiceDetector } = parts;
  const { uploadId, language: named } = job.input;
  if (named !== undefined) await requireLanguage(transcriber, named);
  const upload = new LocalUpload(storage, uploadId, folder);
  const probe = await probeRecording(job, upload);
  const range = requestedRange(job.input, probe.durationSeconds);
  job.workload(mediaSeconds, range.endSeconds - range.startSeconds);
  const audio = await recordedAudio(job, upload, soundOf(job, probe));
  const sound = new LocalAudio(storage, audio, folder);
  const speech = named === undefined ? within(await recordedSpeech(job, voiceDetector, sound), range) : [];
  const label = probe.audioTracks[job.input.audioTrack]?.language;
  const { language, warnings } = await spokenLanguage(job, transcriber, { language: named, label, sound, speech });
  const message = `Transcribing ${formatClock(range.startSeconds)} to ${formatClock(range.endSeconds)}`;
  const onProgress = (fraction: number) => job.report('transcribe', fraction, message);
  const isSilent = named === undefined && speech.length === 0;
  const segments = isSilent ? [] : await hearRange(job, transcriber, { sound, range, language, onProgress });
  const engine = await transcriber.describe();
  return { language, transcriber: engine, segments, probe, warnings: [...warnings, ...damagedSound(audio)] };
}
