import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel, Segment } from '@polyspool/contracts/segments';

/** Speech to text. */
export abstract class Transcriber {
  /** Answers also where the engine is not installed. Work is kept under this label: `version` says which program and model. */
  abstract describe(): Promise<EngineLabel>;
  abstract supports(language: Language): boolean;
  /** Languages that `supports` answers yes to, for people to read. */
  abstract readonly languages: readonly Language[];
  /** The least that proves that it could work now, within seconds. Throws as `transcribe` does where it could not. */
  abstract check(signal: AbortSignal): Promise<void>;
  /**
   * Which language is spoken; undefined where this engine cannot hear that, or there is nothing to hear.
   * Throws `engine.missing`, `engine.unavailable`, `engine.refused`, `engine.failed`.
   */
  abstract identify(wavPath: string, options?: { readonly signal?: AbortSignal }): Promise<HeardLanguage | undefined>;
  /**
   * `wavPath`: 16 kHz mono 16-bit PCM. Answers segments in time order with word times, in seconds from the start of the file.
   * Throws `engine.unsupportedLanguage`, `engine.missing`, `engine.unavailable`, `engine.refused`, `engine.failed`.
   */
  abstract transcribe(wavPath: string, options: TranscribeOptions): Promise<Segment[]>;
}

export interface TranscribeOptions {
  readonly language: Language;
  readonly signal?: AbortSignal;
  /** Seconds of audio heard so far. */
  readonly onProgress?: (seconds: number) => void;
}

export interface HeardLanguage {
  readonly language: Language;
  /** 0 to 1, where the engine says how sure it is. */
  readonly confidence?: number;
}
