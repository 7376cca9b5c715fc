import type { TimeRange } from '@polyspool/contracts/time-range';
import type { Warning } from '@polyspool/contracts/warning';
import { LocalAudio } from '@polyspool/media/local-audio';
import { recordedAudio } from '@polyspool/media/recorded-audio';
import { recordedSpeech } from '@polyspool/providers/transcription/recorded-speech';
import type { OpenedRecording } from './open-recording.js';
import type { RecordingJob, Tell } from './recording-job.js';
import type { RecordingParts } from './recording-parts.js';
import type { Turn } from './turn.js';

export interface HeardRecording {
  /** 16 kHz mono, as recognisers of speech want it. */
  readonly sound: LocalAudio;
  /** Where somebody speaks. */
  readonly speech: readonly TimeRange[];
  readonly warnings: readonly Warning[];
}

/** The sound of the first track, and where in it somebody speaks; both kept for whoever asks later. */
export async function hearRecording(
  job: RecordingJob,
  parts: RecordingParts,
  { upload, probe }: OpenedRecording,
  { turn, tell }: { readonly turn: Turn; readonly tell: Tell },
): Promise<HeardRecording> {
  const onProgress = (fraction: number) => tell(fraction / 2, 'Extracting the sound');
  const audio = await recordedAudio(job, upload, { probe, track: 0, onProgress });
  await turn.goesOn();
  const sound = new LocalAudio(parts.storage, audio, upload.folder);
  const found = (fraction: number) => tell(0.5 + fraction / 2, 'Looking for speech');
  const speech = await recordedSpeech(job, parts.voiceDetector, sound, found);
  return { sound, speech, warnings: audio.isDamaged ? [damaged] : [] };
}

const damaged: Warning = {
  code: 'media.damaged',
  detail: 'The file is damaged: parts of it could not be read, and what was measured leaves them out',
};
