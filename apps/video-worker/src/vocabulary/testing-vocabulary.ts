import { FakeDictionary } from '@polyspool/providers/lexicon/fake-dictionary';
import { FakeLexicon, type FakeWord } from '@polyspool/providers/lexicon/fake-lexicon';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import { FakeWordAnalyser, type FakeForms } from '@polyspool/providers/word-analyser/fake-word-analyser';
import { extractVocabulary, type ExtractOptions } from './extract-vocabulary.js';
import type { Utterance } from './utterance.js';
import { VocabularyEngines } from './vocabulary-engines.js';

interface Known {
  readonly forms?: FakeForms;
  readonly words?: Readonly<Record<string, FakeWord>>;
  readonly glosses?: Readonly<Record<string, string>>;
  /** From English to Spanish. */
  readonly translations?: Readonly<Record<string, string>>;
}

/** Engines that know what the test says. */
export const knowing = ({ forms, words, glosses, translations = {} }: Known = {}) =>
  new VocabularyEngines(
    new FakeWordAnalyser(forms),
    new FakeLexicon(words),
    new FakeDictionary(glosses),
    new FakeTranslator({ from: 'en', to: ['es', 'fr'], words: translations }),
  );

const signal = new AbortController().signal;

/** As a job would ask, in English. */
export const extract = async (
  engines: VocabularyEngines,
  said: readonly (Utterance | string)[],
  options: Partial<ExtractOptions> = {},
) => {
  const utterances = said.map((one) => (typeof one === 'string' ? { text: one } : one));
  return { vocabulary: await extractVocabulary(engines, utterances, { language: 'en', signal, ...options }) };
};
