import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { Formality, Glossary } from '@polyspool/contracts/translation';
import type { PortionLimits } from './portions-of.js';

/** Machine translation. Keeps order and count: answer `i` translates text `i`. */
export abstract class Translator {
  /** What it heeds by itself. What it does not is no error: it is left out, or done for it (`translateWithGlossary`). */
  abstract readonly capabilities: TranslatorCapabilities;
  /** What goes well in one request, for those whose requests are counted; 100 texts where nothing is said. */
  readonly portion?: PortionLimits;
  /** Answers also where the pair is not installed. Work is kept under this label: `version` says which program and rules. */
  abstract describe(from: Language, to: Language): Promise<EngineLabel>;
  abstract supports(from: Language, to: Language): Promise<boolean>;
  /** Whether it translates anything into this language. */
  abstract reaches(to: Language): Promise<boolean>;
  /** The language that a pair goes through, where there is no direct way and the engine says so. */
  pivot?(from: Language, to: Language): Promise<Language | undefined>;
  /** Whether it heeds a formality in this language, where it does not in all of them. */
  heedsFormalityIn?(to: Language): Promise<boolean>;
  /** Throws `engine.unsupportedPair`, `engine.missing`, `engine.failed`, `engine.unavailable`, `engine.refused`. */
  abstract translate(texts: readonly string[], options: TranslateOptions): Promise<Translation[]>;
}

export interface TranslatorCapabilities {
  readonly glossary: boolean;
  readonly formality: boolean;
  readonly context: boolean;
  /** It keeps the tags of `span-tags.ts` around the words to which they belong. */
  readonly spans: boolean;
}

export interface TranslateOptions {
  readonly from: Language;
  readonly to: Language;
  readonly glossary?: Glossary | undefined;
  readonly formality?: Formality | undefined;
  /** What the texts are of; a recording where nothing is said. */
  readonly material?: 'recording' | 'document' | undefined;
  /** What was said before the texts, in order. It is not translated. */
  readonly context?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Translation {
  readonly text: string;
  /** Share (0 to 1) of words that the engine did not know, where it says so. */
  readonly unknownWordShare?: number;
}
