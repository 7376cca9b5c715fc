import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';

/** Machine translation. Keeps order and count: answer `i` translates text `i`. */
export abstract class Translator {
  /** Answers also where the pair is not installed. Work is kept under this label: `version` says which program and rules. */
  abstract describe(from: Language, to: Language): Promise<EngineLabel>;
  abstract supports(from: Language, to: Language): Promise<boolean>;
  /** Throws `engine.unsupportedPair`, `engine.missing`, `engine.failed`. */
  abstract translate(texts: readonly string[], options: TranslateOptions): Promise<Translation[]>;
}

export interface TranslateOptions {
  readonly from: Language;
  readonly to: Language;
  readonly signal?: AbortSignal;
}

export interface Translation {
  readonly text: string;
  /** Share (0 to 1) of words that the engine did not know. */
  readonly unknownWordShare: number;
}
