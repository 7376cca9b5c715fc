import type { Language } from '@polyspool/contracts/languages';
import type { Segment } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { Transcriber } from '../transcriber/transcriber.js';
import type { HearableSound, HearingJob } from './hearing-job.js';
import { marginSeconds, ownedBy, stretchAround } from './owned-by.js';
import { placeInRecording } from './place-in-recording.js';

export interface HeardRange {
  readonly sound: HearableSound;
  readonly range: TimeRange;
  readonly language: Language;
  /** 0 to 1, of this range. Not told where it has been heard before. */
  readonly onProgress?: (fraction: number) => void;
}

/** Less than this holds no word, and engines fail on it. */
const leastSeconds = 0.1;

/** What is said in a range of a recording, with times in the whole of it; heard once, and kept. */
export async function hearRange(job: HearingJob, transcriber: Transcriber, heard: HeardRange): Promise<Segment[]> {
  const { sound, range, language } = heard;
  const key = [sound.file, range.startSeconds, range.endSeconds, marginSeconds, language, await transcriber.describe()];
  return job.step('transcribe', key, () => transcribe(job, transcriber, heard));
}

async function transcribe({ call, signal }: HearingJob, transcriber: Transcriber, heard: HeardRange) {
  const { sound, range, language, onProgress } = heard;
  if (sound.durationSeconds - range.startSeconds < leastSeconds) return []; // the sound ends before the pictures do
  const stretch = stretchAround(range, sound.durationSeconds);
  const wav = await sound.cut(stretch, signal);
  onProgress?.(0);
  const lengthSeconds = stretch.endSeconds - stretch.startSeconds;
  const tell = (seconds: number) => onProgress?.(seconds / lengthSeconds);
  const segments = await call('transcriber', () => transcriber.transcribe(wav, { language, signal, onProgress: tell }));
  return ownedBy(placeInRecording(segments, stretch), range);
}
