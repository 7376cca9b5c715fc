import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { AnalysedWord, AnalyseOptions, PartOfSpeech, WordAnalyser } from './word-analyser.js';

/** What a form stands for: `[lemma, part of speech]`. */
export type FakeForms = Readonly<Record<string, readonly [lemma: string, partOfSpeech: PartOfSpeech]>>;

/** Knows the forms that it is told; every other word is a noun in its own form. For tests only. */
export class FakeWordAnalyser implements WordAnalyser {
  constructor(
    private readonly forms: FakeForms = {},
    private readonly languages: readonly Language[] = ['en'],
  ) {}

  async describe(): Promise<EngineLabel> {
    return { engine: 'fake', version: '1', quality: 'draft' };
  }

  async supports(language: Language) {
    return this.languages.includes(primaryLanguage(language));
  }

  async analyse(sentences: readonly string[], { language, signal }: AnalyseOptions): Promise<AnalysedWord[][]> {
    signal?.throwIfAborted();
    if (!(await this.supports(language))) throw new AppError('engine.unsupportedLanguage', `Not ${language}`);
    await new Promise(setImmediate);
    signal?.throwIfAborted();
    return sentences.map((sentence) => (sentence.match(/[\p{L}\p{M}'’-]+|\p{N}+|[^\s]/gu) ?? []).map(this.analyseOne));
  }

  private readonly analyseOne = (form: string): AnalysedWord => {
    const lower = form.toLowerCase();
    const [lemma, partOfSpeech] = this.forms[lower] ?? [lower, guessed(form)];
    return { form, lemma, partOfSpeech, isName: partOfSpeech === 'PROPN' };
  };
}

function guessed(form: string): PartOfSpeech {
  if (/\p{L}/u.test(form)) return 'NOUN';
  return /\p{N}/u.test(form) ? 'NUM' : 'PUNCT';
}
