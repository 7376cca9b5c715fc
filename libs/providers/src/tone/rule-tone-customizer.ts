import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { Tone } from '@polyspool/contracts/pdf';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { contractWords, expandContractions } from './english-contractions.js';
import { everydayWords, formalWords, plainWords } from './english-words.js';
import type { ToneCustomizer, ToneOptions } from './tone-customizer.js';
import { changeWords, type WordChange } from './word-changes.js';

/** Of the rules: others may say it otherwise. */
const rulesVersion = '2';

/** Where a sentence ends with it: not of a factorial, an operator or a name. */
const exclamation = /(?<=\p{L}["”’)]*)!+(?=["”’)]*(?:\s+["“‘(]*\p{Lu}|\s*$))/gu;

const formal = [...expandContractions, ...formalWords, [exclamation, '.'] satisfies WordChange];
const informal = [...contractWords, ...everydayWords];

const english: Readonly<Record<Exclude<Tone, 'neutral'>, readonly WordChange[]>> = {
  formal,
  professional: formal,
  informal,
  friendly: informal,
  simple: plainWords,
};

/**
 * Contractions and choice of words, by rules: offline, and in English only. Whom a text speaks to, and how, is in the grammar of
 * other languages: rules for that are not here. The neutral tone is what translators write, in every language.
 */
export class RuleToneCustomizer implements ToneCustomizer {
  async describe(): Promise<EngineLabel> {
    return { engine: 'rules', version: rulesVersion, quality: 'draft' };
  }

  async supports(language: Language, tone: Tone) {
    return tone === 'neutral' || primaryLanguage(language) === 'en';
  }

  async customize(texts: readonly string[], { language, tone, signal }: ToneOptions): Promise<string[]> {
    signal?.throwIfAborted();
    if (tone === 'neutral') return [...texts];
    if (!(await this.supports(language, tone)))
      throw new AppError('engine.unsupportedTone', `There are no rules for the tone "${tone}" in ${language}`);
    return texts.map((text) => changeWords(text, english[tone]));
  }
}
