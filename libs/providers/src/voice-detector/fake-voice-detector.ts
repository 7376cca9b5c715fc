import type { TimeRange } from '@polyspool/contracts/time-range';
import type { DetectableAudio, DetectOptions, DetectorLabel, VoiceDetector } from './voice-detector.js';

/** Finds speech where it is told to find it; everywhere, unless told otherwise. For tests only. */
export class FakeVoiceDetector implements VoiceDetector {
  constructor(private readonly speech?: readonly TimeRange[]) {}

  async describe(): Promise<DetectorLabel> {
    return { engine: 'fake', version: '1' };
  }

  async detect(_audio: DetectableAudio, { durationSeconds, signal, onProgress }: DetectOptions): Promise<TimeRange[]> {
    signal?.throwIfAborted();
    onProgress?.(1);
    const speech = this.speech ?? [{ startSeconds: 0, endSeconds: durationSeconds }];
    return speech.map((range) => ({ ...range }));
  }
}
