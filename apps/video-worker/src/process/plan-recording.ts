import type { MediaProbe } from '@polyspool/contracts/files';
import { mediaSeconds, requestedRange, type TimeRange } from '@polyspool/contracts/time-range';
import { LocalAudio } from '@polyspool/media/local-audio';
import { LocalUpload } from '@polyspool/media/local-upload';
import { planChunks } from '@polyspool/providers/transcription/plan-chunks';
import { probeRecording } from './probe-recording.js';
import { soundOf } from './sound-of.js';
import { recordedAudio, type RecordedAudio } from '@polyspool/media/recorded-audio';
import { recordedSpeech } from '@polyspool/providers/transcription/recorded-speech';
import type { RecordingJob } from './recording-job.js';
import type { RecordingParts } from './recording-parts.js';
import { silencesBetween } from '@polyspool/providers/transcription/silences-between';
import { spokenLanguage, type SpokenLanguage } from '@polyspool/providers/transcription/spoken-language';
import { within } from '@polyspool/providers/transcription/within';

export interface RecordingPlan {
  readonly probe: MediaProbe;
  readonly range: TimeRange;
  readonly audio: RecordedAudio;
  /** Where in the range somebody speaks. */
  readonly speech: readonly TimeRange[];
  readonly spoken: SpokenLanguage;
  /** Those that hold speech. */
  readonly chunks: readonly TimeRange[];
}

/** What there is to transcribe, in which language, and in which chunks. All that takes time is kept by steps. */
export async function planRecording(job: RecordingJob, parts: RecordingParts, folder: string): Promise<RecordingPlan> {
  const { storage, transcriber, voiceDetector } = parts;
  const upload = new LocalUpload(storage, job.input.uploadId, folder);
  job.report('probe', 0, 'Reading the recording');
  const probe = await probeRecording(job, upload);
  const range = requestedRange(job.input, probe.durationSeconds);
  job.workload(mediaSeconds, range.endSeconds - range.startSeconds);
  const audio = await recordedAudio(job, upload, soundOf(job, probe));
  const local = new LocalAudio(storage, audio, folder);
  const onProgress = (fraction: number) => job.report('split', fraction, 'Looking for speech');
  const speech = within(await recordedSpeech(job, voiceDetector, local, onProgress), range);
  const { language, audioTrack } = job.input;
  const label = probe.audioTracks[audioTrack]?.language;
  const spoken = await spokenLanguage(job, transcriber, { language, label, sound: local, speech });
  const all = planChunks(range, silencesBetween(speech, range), job.input.chunkSeconds);
  const chunks = all.filter((chunk) => within(speech, chunk).length > 0);
  job.log(`Speech in ${speech.length} spells; ${chunks.length} of ${all.length} chunks hold some`);
  return { probe, range, audio, speech, spoken, chunks };
}
