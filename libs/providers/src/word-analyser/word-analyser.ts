import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';

/** Finds the dictionary form and part of speech of each word of a sentence. Answer `i` belongs to sentence `i`. */
export abstract class WordAnalyser {
  abstract supports(language: Language): Promise<boolean>;
  /** Answers also where the language is not known. Work is kept under this label. */
  abstract describe(language: Language): Promise<EngineLabel>;
  /** Throws `engine.unsupportedLanguage`, `engine.missing`, `engine.failed`. Lets the event loop turn on long texts. */
  abstract analyse(sentences: readonly string[], options: AnalyseOptions): Promise<AnalysedWord[][]>;
}

export interface AnalyseOptions {
  readonly language: Language;
  readonly signal?: AbortSignal;
}

export interface AnalysedWord {
  /** As it stands in the sentence; several words where they are one unit: `hörte auf`, `sin embargo`. */
  readonly form: string;
  /** Dictionary form; several words where they are one unit. */
  readonly lemma: string;
  /** Universal part-of-speech tag; `PUNCT` for marks, `X` where the engine does not know the word. */
  readonly partOfSpeech: PartOfSpeech;
  readonly isName: boolean;
}

/** universaldependencies.org/u/pos */
export type PartOfSpeech =
  | 'ADJ'
  | 'ADP'
  | 'ADV'
  | 'AUX'
  | 'CCONJ'
  | 'DET'
  | 'INTJ'
  | 'NOUN'
  | 'NUM'
  | 'PART'
  | 'PRON'
  | 'PROPN'
  | 'PUNCT'
  | 'SCONJ'
  | 'SYM'
  | 'VERB'
  | 'X';
