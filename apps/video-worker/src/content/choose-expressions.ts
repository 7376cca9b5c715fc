import type { Segment } from '@polyspool/contracts/segments';
import type { CefrLevel, Vocabulary, VocabularyEntry } from '@polyspool/contracts/vocabulary';
import { finderOf, type TextSpan } from './finder-of.js';
import { areNearlySame } from './nearly-same.js';
import { SentencesByWord } from './sentences-by-word.js';
import { saidSentences, type SaidSentence } from './said-sentences.js';

/** An expression with the sentence in which it is heard best. */
export interface Expression {
  readonly entry: VocabularyEntry;
  readonly sentence: SaidSentence;
  /** Where it stands in the text of the sentence. */
  readonly spans: readonly TextSpan[];
}

export interface Choice {
  readonly segments: readonly Segment[];
  readonly vocabulary: Vocabulary;
  readonly levels: readonly CefrLevel[];
  readonly maxExpressions: number;
}

/** First all that mean more than their words. */
const kinds = ['idiom', 'phrasalVerb', 'word'] as const satisfies VocabularyEntry['kind'][];
/** Words that carry meaning of their own. */
const learnable = ['NOUN', 'VERB', 'ADJ', 'ADV'];

/** Below that an engine rather guessed. */
const leastWordConfidence = 0.5;
const leastSentenceConfidence = 0.4;
const sentenceSeconds = { least: 0.8, most: 20 };
const leastWords = 3;

/** The expressions that are most worth learning, in the order in which they are said. */
export function chooseExpressions({ segments, vocabulary, levels, maxExpressions }: Choice): Expression[] {
  const sentences = new SentencesByWord(saidSentences(segments).filter(canBeHeard));
  const candidates = vocabulary.entries
    .filter((entry) => isWorthLearning(entry, levels))
    .map((entry) => clearest(entry, sentences))
    .filter((candidate) => candidate !== undefined);
  const chosen: Expression[] = [];
  const spacing = spacingOf(segments, maxExpressions);
  for (const kind of kinds) {
    const ofKind = candidates.filter(({ entry }) => entry.kind === kind);
    const open = new Set(ofKind.filter((each) => !chosen.some((other) => isRepeated(each, other))));
    while (open.size > 0 && chosen.length < maxExpressions) {
      const best = [...open].reduce((most, each) =>
        value(each, chosen, spacing) > value(most, chosen, spacing) ? each : most,
      );
      chosen.push(best);
      for (const each of open) if (isRepeated(each, best)) open.delete(each);
    }
  }
  return chosen.sort((one, other) => one.sentence.startSeconds - other.sentence.startSeconds);
}

function canBeHeard({ isWhole, startSeconds, endSeconds, confidence = 1, text }: SaidSentence) {
  const seconds = endSeconds - startSeconds;
  const isLong = text.split(/\s+/u).length >= leastWords || [...text].length >= 4 * leastWords;
  const fits = seconds >= sentenceSeconds.least && seconds <= sentenceSeconds.most;
  return isWhole && isLong && fits && confidence >= leastSentenceConfidence;
}

/** What means more than its words is worth learning also where nobody knows its level. */
function isWorthLearning({ kind, partOfSpeech, cefr }: VocabularyEntry, levels: readonly CefrLevel[]) {
  if (cefr) return levels.includes(cefr.level) && (kind !== 'word' || learnable.includes(partOfSpeech));
  return kind !== 'word';
}

function clearest(entry: VocabularyEntry, sentences: SentencesByWord): Expression | undefined {
  const forms = [...new Set([...entry.forms, entry.lemma])];
  const finders = forms.map(finderOf);
  let best: { expression: Expression; clarity: number } | undefined;
  for (const sentence of sentences.withAny(forms)) {
    const spans = firstOf(finders, sentence.text);
    if (!spans) continue;
    const words = wordsAt(sentence, spans);
    if (words.some(({ confidence = 1 }) => confidence < leastWordConfidence)) continue;
    const clarity = Math.min(sentence.confidence ?? 1, ...words.map(({ confidence = 1 }) => confidence));
    if (!best || clarity > best.clarity + 0.05) best = { expression: { entry, sentence, spans }, clarity };
  }
  return best?.expression;
}

function firstOf(finders: readonly ReturnType<typeof finderOf>[], text: string) {
  for (const find of finders) {
    const spans = find(text);
    if (spans) return spans;
  }
  return undefined;
}

/** The timed words of these letters. They are found by counting, as an engine may time the same word twice in a text. */
function wordsAt({ words, text }: SaidSentence, spans: readonly TextSpan[]) {
  const found: SaidSentence['words'][number][] = [];
  let at = 0;
  for (const word of words) {
    const start = text.indexOf(word.text.trim(), at);
    if (start < 0) continue;
    at = start + word.text.trim().length;
    if (spans.some((span) => start < span.end && at > span.start)) found.push(word);
  }
  return found;
}

function isRepeated(one: Expression, other: Expression) {
  return one.sentence === other.sentence || areNearlySame(one.entry.lemma, other.entry.lemma);
}

/** How far apart expressions are when they are spread evenly. */
function spacingOf(segments: readonly Segment[], count: number) {
  const from = Math.min(...segments.map(({ startSeconds }) => startSeconds));
  const to = Math.max(...segments.map(({ endSeconds }) => endSeconds));
  return Math.max(1, (to - from) / Math.max(1, count));
}

/** More for what is heard clearly, often, and often elsewhere; less for what is said close to what was chosen. */
function value({ entry, sentence }: Expression, chosen: readonly Expression[], spacing: number) {
  const { rank, count, cefr, gloss } = entry;
  const frequency = rank === undefined ? 0 : Math.max(0, 1 - Math.log10(rank) / 5);
  const known = (gloss ? 0.3 : 0) + (sentence.translation === undefined ? 0 : 0.2) + 0.2 * (cefr?.confidence ?? 0);
  const worth = frequency + 0.1 * Math.log2(count) + known + (sentence.confidence ?? 0.8);
  const nearest = Math.min(...chosen.map((other) => Math.abs(other.sentence.startSeconds - sentence.startSeconds)));
  return worth - 1.5 * Math.exp((-2 * nearest) / spacing);
}
