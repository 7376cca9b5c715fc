import { AppError } from '@polyspool/contracts/errors';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { DetectableAudio, DetectOptions, DetectorLabel, VoiceDetector } from './voice-detector.js';

/** The first where its parts are installed, else the second, under whose name the work then goes. */
export class FallbackVoiceDetector implements VoiceDetector {
  private chosen: Promise<VoiceDetector> | undefined;

  constructor(
    private readonly first: VoiceDetector & { check(): Promise<void> },
    private readonly second: VoiceDetector,
  ) {}

  async describe(): Promise<DetectorLabel> {
    return (await this.choose()).describe();
  }

  async detect(audio: DetectableAudio, options: DetectOptions): Promise<TimeRange[]> {
    return (await this.choose()).detect(audio, options);
  }

  /** Once: what is not installed does not come while this process runs. */
  private choose() {
    this.chosen ??= this.first.check().then(
      () => this.first,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'engine.missing') return this.second;
        this.chosen = undefined;
        throw error;
      },
    );
    return this.chosen;
  }
}
