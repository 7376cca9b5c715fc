import type { Language } from '@polyspool/contracts/languages';

/** Tells which language a text is written in. */
export abstract class LanguageIdentifier {
  /** Answers also where the engine is not installed. Work is kept under this label. */
  abstract describe(): Promise<IdentifierLabel>;
  /**
   * One answer for each text, undefined where it holds nothing to go by. The longer the text, the surer the answer.
   * Throws `engine.failed`.
   */
  abstract identify(
    texts: readonly string[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<(WrittenLanguage | undefined)[]>;
}

export interface WrittenLanguage {
  readonly language: Language;
  /** Another language is far behind. */
  readonly isReliable: boolean;
  /** How far the next one is behind: 0.5 where two fit as well, 1 where no other comes near. */
  readonly confidence: number;
}

export interface IdentifierLabel {
  readonly engine: string;
  readonly version: string;
}
