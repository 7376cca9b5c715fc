import type { Language } from '@polyspool/contracts/languages';
import type { LanguageLexicon } from '@polyspool/providers/lexicon/lexicon';
import type { AnalysedWord } from '@polyspool/providers/word-analyser/word-analyser';
import { findExpressions } from './find-expressions.js';
import { isWorthLearning } from './is-worth-learning.js';
import type { Occurrence, Tally } from './tally.js';
import type { Utterance } from './utterance.js';

export interface SaidIn {
  readonly language: Language;
  readonly lexicon: LanguageLexicon;
}

/** Everything in one utterance that is worth learning. What belongs to an expression is not counted by itself. */
export function countWordsSaid(tally: Tally, said: Utterance, words: readonly AnalysedWord[], known: SaidIn): void {
  const expressions = findExpressions(words, known.language);
  const taken = new Set(expressions.flatMap(({ at }) => at));
  const hasCapitals = /\p{Lu}/u.test(said.text) && !isShouted(said.text);
  for (const { expression, at } of expressions) {
    const form = at.map((place) => words[place]!.form.toLowerCase()).join(' '); // places of this sentence
    const partOfSpeech = expression.kind === 'idiom' ? 'PHRASE' : 'VERB';
    tally.add({ lemma: expression.lemma, kind: expression.kind, partOfSpeech, form }, said);
  }
  words.forEach((word, index) => {
    if (taken.has(index)) return;
    const isFirst = isStart(words, index);
    if (isWorthLearning(word, known.lexicon, { language: known.language, isFirst, hasCapitals })) {
      tally.add(occurrenceOf(word, known.lexicon), said);
    }
  });
}

/** Titles and old subtitles: capitals say nothing, and mislead analysers. */
export const isShouted = (text: string) => /\p{Lu}.*\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);

function isStart(words: readonly AnalysedWord[], index: number) {
  for (let at = index - 1; at >= 0; at -= 1) {
    const { form } = words[at]!; // within the array
    if (/^[.!?…:–—-]+$/.test(form)) return true;
    if (/[\p{L}\p{N}]/u.test(form)) return false;
  }
  return true;
}

function occurrenceOf({ form, lemma, partOfSpeech }: AnalysedWord, lexicon: LanguageLexicon): Occurrence {
  const isProper = ['NOUN', 'PROPN', 'ADJ'].includes(partOfSpeech) && lexicon.spelling(lemma) === 'proper';
  const own = isProper ? capitalised(lemma) : lemma;
  const isCapital = own !== own.toLowerCase();
  return {
    lemma: own,
    kind: 'word',
    partOfSpeech,
    form: isCapital ? withCapitalOf(form, isProper) : form.toLowerCase(),
  };
}

const withCapitalOf = (form: string, isProper: boolean) => (isProper ? capitalised(form) : form);
const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
