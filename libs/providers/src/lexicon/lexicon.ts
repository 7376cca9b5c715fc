import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { LevelEstimate } from '@polyspool/contracts/vocabulary';
import type { PartOfSpeech } from '../word-analyser/word-analyser.js';

/** What is known of the words of a language beside their forms: how frequent they are, and of which level. */
export abstract class Lexicon {
  abstract describe(language: Language): Promise<EngineLabel>;
  /** Loads what is needed, once; looking up is then quick. A language of which nothing is known has an empty one. */
  abstract open(language: Language, options?: { readonly signal?: AbortSignal }): Promise<LanguageLexicon>;
}

export interface LanguageLexicon {
  /** 1 = most frequent. */
  rank(lemma: string): number | undefined;
  level(lemma: string, partOfSpeech: PartOfSpeech | 'PHRASE'): LevelEstimate | undefined;
  /** How the word is written in running text; undefined where no list could tell. */
  spelling(word: string): Spelling | undefined;
}

/** `proper`: with a capital, and yet a word to learn (Monday, French); `name`: with a capital only. */
export type Spelling = 'common' | 'proper' | 'name';
