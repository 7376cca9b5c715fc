import type { Language } from '@polyspool/contracts/languages';

/** A bilingual dictionary. Answer `i` is the gloss of lemma `i`, undefined where it has none. */
export abstract class Dictionary {
  abstract supports(from: Language, to: Language): Promise<boolean>;
  abstract describe(from: Language, to: Language): Promise<{ readonly source: string; readonly version?: string }>;
  abstract lookUp(lemmas: readonly string[], pair: LookUpOptions): Promise<(string | undefined)[]>;
}

export interface LookUpOptions {
  readonly from: Language;
  readonly to: Language;
  readonly signal?: AbortSignal;
}
