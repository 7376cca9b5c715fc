import type { CefrLevel } from '@polyspool/contracts/vocabulary';
import type { LanguageLexicon, Lexicon } from './lexicon.js';

export interface FakeWord {
  readonly rank?: number;
  readonly level?: CefrLevel;
}

/** Knows the words that it is told. For tests only. */
export class FakeLexicon implements Lexicon {
  constructor(private readonly words: Readonly<Record<string, FakeWord>> = {}) {}

  async describe() {
    return { engine: 'fake', version: '1', quality: 'draft' } as const;
  }

  async open(): Promise<LanguageLexicon> {
    const { words } = this;
    return {
      rank: (lemma) => words[lemma]?.rank,
      level: (lemma) => {
        const level = words[lemma]?.level;
        return level && { level, method: 'list', confidence: 1 };
      },
      spelling: () => undefined,
    };
  }
}
