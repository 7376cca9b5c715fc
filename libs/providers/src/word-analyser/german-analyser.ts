import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { setImmediate } from 'node:timers/promises';
import { defaultCacheFolder } from '../lexicon/cached-file.js';
import { GermanForms, germanFormsVersion } from './german-forms.js';
import { analyseGermanSentence } from './german-sentence.js';
import type { AnalysedWord, AnalyseOptions, WordAnalyser } from './word-analyser.js';

/** About 5 ms of work, after which the event loop turns. */
const pieceCharacters = 2_000;

/** German by a dictionary of its forms and a few rules of its sentences. */
export class GermanAnalyser implements WordAnalyser {
  readonly #cacheFolder: string;
  #opened: Promise<GermanForms> | undefined;

  constructor({ cacheFolder = defaultCacheFolder() }: { readonly cacheFolder?: string | undefined } = {}) {
    this.#cacheFolder = cacheFolder;
  }

  async describe(): Promise<EngineLabel> {
    return { engine: 'german-dict', version: `${germanFormsVersion}, sentences 1`, quality: 'good' };
  }

  async supports(language: Language) {
    return primaryLanguage(language) === 'de';
  }

  async analyse(sentences: readonly string[], { language, signal }: AnalyseOptions): Promise<AnalysedWord[][]> {
    signal?.throwIfAborted();
    if (!(await this.supports(language)))
      throw new AppError('engine.unsupportedLanguage', `This is for German, not ${language}`);
    const forms = await this.open();
    signal?.throwIfAborted();
    const analysed: AnalysedWord[][] = [];
    let characters = 0;
    for (const sentence of sentences) {
      analysed.push(analyseGermanSentence(sentence, forms));
      characters += sentence.length;
      if (characters < pieceCharacters) continue;
      characters = 0;
      await setImmediate();
      signal?.throwIfAborted();
    }
    return analysed;
  }

  /** For all who wait for it, so that none of them may end it. Where it failed, the next one tries again. */
  private open() {
    this.#opened ??= GermanForms.open(this.#cacheFolder).catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }
}
