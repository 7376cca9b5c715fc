import type { TimeRange } from '@polyspool/contracts/time-range';

/** Finds where somebody speaks. */
export abstract class VoiceDetector {
  /** Answers also where the engine is not installed. Work is kept under this label. */
  abstract describe(): Promise<DetectorLabel>;
  /**
   * Ranges of speech in seconds, in time order, not overlapping and within the recording.
   * Throws `engine.missing`, `engine.failed`, `media.unreadable`.
   */
  abstract detect(audio: DetectableAudio, options: DetectOptions): Promise<TimeRange[]>;
}

/** A file with the name of the ffmpeg demuxer that reads it; its first audio track is heard. */
export interface DetectableAudio {
  readonly path: string;
  readonly demuxer: string;
}

export interface DetectOptions {
  readonly durationSeconds: number;
  readonly signal?: AbortSignal;
  /** 0 to 1, growing. */
  readonly onProgress?: (fraction: number) => void;
}

export interface DetectorLabel {
  readonly engine: string;
  readonly version: string;
}
