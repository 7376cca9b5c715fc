import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { Dictionary, LookUpOptions } from './dictionary.js';

/** English to Spanish, as far as it is told. For tests only. */
export class FakeDictionary implements Dictionary {
  constructor(private readonly glosses: Readonly<Record<string, string>> = {}) {}

  async supports(from: Language, to: Language) {
    return primaryLanguage(from) === 'en' && primaryLanguage(to) === 'es';
  }

  async describe() {
    return { source: 'fake dictionary' };
  }

  async lookUp(lemmas: readonly string[], { signal }: LookUpOptions) {
    signal?.throwIfAborted();
    return lemmas.map((lemma) => this.glosses[lemma]);
  }
}
