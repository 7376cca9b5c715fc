import type { Language } from '@polyspool/contracts/languages';
import type { RecognizedPage } from '@polyspool/contracts/recognized-page';
import type { EngineLabel } from '@polyspool/contracts/segments';

/** Reads text in pictures. */
export abstract class TextRecognizer {
  /** Answers also where the engine is not installed. Work is kept under this label. */
  abstract describe(language?: Language): Promise<EngineLabel>;
  /** Throws `engine.missing`. */
  abstract supports(language: Language): Promise<boolean>;
  /**
   * Words with their places. A picture without text has no lines.
   * Throws `engine.unsupportedLanguage`, `engine.missing`, `engine.failed`, or the reason of the signal.
   */
  abstract recognize(picture: ReadablePicture, options?: RecognizeOptions): Promise<RecognizedPage>;
}

/** A PNG file. */
export interface ReadablePicture {
  readonly path: string;
  readonly dpi: number;
}

export interface RecognizeOptions {
  /** That it is written in; where nothing is said, the engine looks which of its languages have such a script. */
  readonly language?: Language | undefined;
  readonly signal?: AbortSignal | undefined;
}
