import type { Language } from '@polyspool/contracts/languages';
import type { Tone } from '@polyspool/contracts/pdf';
import type { EngineLabel } from '@polyspool/contracts/segments';

/** Says the same in another tone. Keeps order and count: answer `i` is text `i`, unchanged where nothing was to be done. */
export abstract class ToneCustomizer {
  /** Work is kept under this label. */
  abstract describe(): Promise<EngineLabel>;
  abstract supports(language: Language, tone: Tone): Promise<boolean>;
  /** Throws `engine.unsupportedTone`, `engine.failed`, `engine.unavailable`, `engine.refused`. */
  abstract customize(texts: readonly string[], options: ToneOptions): Promise<string[]>;
}

export interface ToneOptions {
  /** That the texts are in. */
  readonly language: Language;
  readonly tone: Tone;
  readonly signal?: AbortSignal | undefined;
}
