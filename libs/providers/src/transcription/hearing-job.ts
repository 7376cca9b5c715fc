import type { EngineName } from '@polyspool/contracts/engines';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { DetectableAudio } from '../voice-detector/voice-detector.js';

/** What hearing a recording needs of the job that it is part of. */
export interface HearingJob {
  readonly signal: AbortSignal;
  /** Computes once: whoever asks with the same name and key parts later gets the kept result. */
  step<Result>(name: string, keyParts: readonly unknown[], compute: () => Promise<Result>): Promise<Result>;
  /** One call to an engine, in its turn. */
  call<Answer>(engine: EngineName, work: () => Promise<Answer>): Promise<Answer>;
}

/** The sound of a recording, at hand when it is needed. */
export interface HearableSound {
  /** Names it: work on it is kept under this. */
  readonly file: string;
  readonly durationSeconds: number;
  media(): Promise<DetectableAudio>;
  /** A range of it as 16 kHz mono WAV. */
  cut(range: TimeRange, signal: AbortSignal): Promise<string>;
}
