import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { LanguageLexicon } from '@polyspool/providers/lexicon/lexicon';
import type { AnalysedWord, PartOfSpeech } from '@polyspool/providers/word-analyser/word-analyser';

export interface Place {
  readonly language: Language;
  /** What stands first has a capital whatever it is. */
  readonly isFirst: boolean;
  /** A sentence without any capital says nothing about names. */
  readonly hasCapitals: boolean;
}

const notWords: ReadonlySet<PartOfSpeech> = new Set(['PUNCT', 'NUM', 'SYM']);
/** Classes that a name may be taken for. */
const open: ReadonlySet<PartOfSpeech> = new Set(['NOUN', 'PROPN', 'ADJ', 'VERB', 'ADV', 'INTJ', 'X']);

/** Whether a word goes into a vocabulary: no number, no name, no filler. Decided by its own sentence alone. */
export function isWorthLearning(word: AnalysedWord, lexicon: LanguageLexicon, place: Place): boolean {
  if (notWords.has(word.partOfSpeech) || !/^\p{L}/u.test(word.lemma) || /\p{N}/u.test(word.form)) return false;
  const lower = word.form.toLowerCase();
  if (fillers[primaryLanguage(place.language)]?.has(lower) || isDrawnOut(lower, lexicon)) return false;
  if (isStrayLetter(lower, place.language)) return false;
  return !isName(word, lexicon, place);
}

/** "aaah", "nooo" */
const isDrawnOut = (lower: string, lexicon: LanguageLexicon) =>
  /(\p{L})\1\1/u.test(lower) && lexicon.rank(lower) === undefined;

function isName(word: AnalysedWord, lexicon: LanguageLexicon, { language, isFirst, hasCapitals }: Place) {
  if (!open.has(word.partOfSpeech)) return false;
  const spelling = lexicon.spelling(word.form) ?? lexicon.spelling(word.lemma);
  const isCapital = /^\p{Lu}/u.test(word.form);
  if (spelling === 'proper') return false;
  if (!hasCapitals) return spelling === 'name' || (word.isName && spelling !== 'common');
  if (!isCapital) return false;
  if (word.isName) return !isFirst || spelling !== 'common';
  if (primaryLanguage(language) === 'de') return false; // nouns have capitals there
  return isFirst ? spelling === 'name' : spelling !== 'common' && spelling !== undefined;
}

const oneLetterWords: Readonly<Record<string, string>> = {
  en: 'aio',
  es: 'aeouy',
  fr: 'aày',
  it: 'aeoiè',
  pt: 'aeoàé',
  ca: 'aieoi',
};

const isStrayLetter = (lower: string, language: Language) => {
  const allowed = oneLetterWords[primaryLanguage(language)];
  return allowed !== undefined && lower.length === 1 && !allowed.includes(lower);
};

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Sounds of people who think. */
const fillers: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words('uh um umm uhm er erm ah aah hm hmm mm mmm mhm huh eh uh-huh mm-hmm'),
  de: words('äh ähm öh öhm hm hmm mhm ah äh-hm tja'),
  es: words('eh ehm em mmm mm ah hmm este…'),
  fr: words('euh heu hum hmm mmm ben bah'),
  it: words('ehm eh uhm mmm boh mah'),
  pt: words('hum hmm ahn é… eh'),
};
