import type { TimeRange } from '@polyspool/contracts/time-range';
import type { DetectableAudio, DetectOptions, DetectorLabel, VoiceDetector } from './voice-detector.js';

export interface SilenceSettings {
  readonly maxLoudnessDb: number;
  readonly minSeconds: number;
}

/** Where a file is quiet, in time order. Throws `media.unreadable`. */
export type FindSilences = (
  audio: DetectableAudio,
  options: DetectOptions & SilenceSettings,
) => Promise<readonly TimeRange[]>;

/** Shorter than any word, and what a click is. */
const leastSpeechSeconds = 0.1;

/** Takes for speech whatever is not silence: enough to cut in pauses, where there is no noise and no music. */
export class SilenceVoiceDetector implements VoiceDetector {
  constructor(
    private readonly findSilences: FindSilences,
    private readonly settings: SilenceSettings = { maxLoudnessDb: -35, minSeconds: 0.3 },
  ) {}

  async describe(): Promise<DetectorLabel> {
    const { maxLoudnessDb, minSeconds } = this.settings;
    return { engine: 'silencedetect', version: `${maxLoudnessDb} dB ${minSeconds} s` };
  }

  async detect(audio: DetectableAudio, options: DetectOptions): Promise<TimeRange[]> {
    const { durationSeconds } = options;
    const silences = await this.findSilences(audio, { ...options, ...this.settings });
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
