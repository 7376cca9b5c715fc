import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel, Segment } from '@polyspool/contracts/segments';

/** Speech to text. */
export abstract class Transcriber {
  /** Answers also where the engine is not installed. Work is kept under this label: `version` says which program and model. */
  abstract describe(): Promise<EngineLabel>;
  abstract supports(language: Language): boolean;
  /**
   * `wavPath`: 16 kHz mono 16-bit PCM. Answers segments in time order with word times, in seconds from the start of the file.
   * Throws `engine.unsupportedLanguage`, `engine.missing`, `engine.failed`.
   */
  abstract transcribe(wavPath: string, options: TranscribeOptions): Promise<Segment[]>;
}

export interface TranscribeOptions {
  readonly language: Language;
  readonly signal?: AbortSignal;
  /** Seconds of audio heard so far. */
  readonly onProgress?: (seconds: number) => void;
}
