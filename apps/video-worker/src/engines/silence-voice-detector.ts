import { AppError } from '@polyspool/contracts/errors';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { detectSilences } from '@polyspool/media/detect-silences';
import { demuxers, type MediaInput } from '@polyspool/media/media-input';
import type {
  DetectableAudio,
  DetectOptions,
  DetectorLabel,
  VoiceDetector,
} from '@polyspool/providers/voice-detector/voice-detector';

/** Shorter than any word, and what a click is. */
const leastSpeechSeconds = 0.1;

/** Takes for speech whatever is not silence: enough to cut in pauses, where there is no noise and no music. */
export class SilenceVoiceDetector implements VoiceDetector {
  constructor(private readonly settings = { maxLoudnessDb: -35, minSeconds: 0.3 }) {}

  async describe(): Promise<DetectorLabel> {
    const { maxLoudnessDb, minSeconds } = this.settings;
    return { engine: 'silencedetect', version: `${maxLoudnessDb} dB ${minSeconds} s` };
  }

  async detect(audio: DetectableAudio, { durationSeconds, signal, onProgress }: DetectOptions): Promise<TimeRange[]> {
    const search = { ...this.settings, input: mediaInput(audio), durationSeconds, signal, onProgress };
    const silences = await detectSilences(search);
    const speech: TimeRange[] = [];
    let from = 0;
    for (const { startSeconds, endSeconds } of [...silences, { startSeconds: durationSeconds, endSeconds: Infinity }]) {
      const until = Math.min(startSeconds, durationSeconds);
      if (until - from >= leastSpeechSeconds) speech.push({ startSeconds: from, endSeconds: until });
      from = Math.max(from, endSeconds);
    }
    return speech;
  }
}

function mediaInput({ path, demuxer }: DetectableAudio): MediaInput {
  const known = demuxers.find((name) => name === demuxer);
  if (!known) throw new AppError('media.unreadable', `Nothing here reads ${demuxer}`);
  return { path, demuxer: known };
}
