import type { Language } from '@polyspool/contracts/languages';
import type { Expression } from '@polyspool/providers/expressions/expression';
import { expressionsOf } from '@polyspool/providers/expressions/expressions-of';
import type { AnalysedWord, PartOfSpeech } from '@polyspool/providers/word-analyser/word-analyser';

export interface FoundExpression {
  readonly expression: Expression;
  /** Places of its own words in the sentence. */
  readonly at: readonly number[];
}

const mostBetween = 3;
const possessives = new Set(['my', 'your', 'his', 'her', 'its', 'our', 'their', "one's", "'s", '’s']);
const reflexive = /^(my|your|him|her|it|our|them|one)sel(f|ves)$/;
/** Neither an object nor part of one. */
const endsObject: ReadonlySet<PartOfSpeech> = new Set(['VERB', 'AUX', 'PUNCT', 'SCONJ', 'CCONJ']);
/** Where several words follow the object, nothing else is meant: taggers may err. */
const endsClause: ReadonlySet<PartOfSpeech> = new Set(['PUNCT', 'SCONJ', 'CCONJ']);
/** Before an object of their own these are prepositions: "put it on the table". */
const prepositions = new Set(['on', 'in', 'over', 'through', 'by', 'around', 'across', 'to', 'for', 'off']);
const beginsObject: ReadonlySet<PartOfSpeech> = new Set(['DET', 'NOUN', 'PROPN', 'ADJ', 'NUM']);

/** Expressions in a sentence, of which none shares a word with another: at each word the longest. */
export function findExpressions(words: readonly AnalysedWord[], language: Language): FoundExpression[] {
  const expressions = expressionsOf(language);
  const found: FoundExpression[] = [];
  const taken = new Set<number>();
  words.forEach((word, index) => {
    if (taken.has(index)) return;
    for (const key of keysOf(word)) {
      for (const expression of expressions.get(key) ?? []) {
        const at = match(words, index, expression);
        if (!at || at.some((place) => taken.has(place))) continue;
        at.forEach((place) => taken.add(place));
        found.push({ expression, at });
        return;
      }
    }
  });
  return found;
}

/** Under which its expressions stand: as it is, as a lemma, as the verb that it is the reflexive of (`ponerse`). */
function keysOf({ lemma, form }: AnalysedWord) {
  const [first = ''] = lemma.toLowerCase().split(' ');
  return new Set([first, form.toLowerCase(), first.replace(/(?<=[aei]r)se$/, '')]);
}

function match(words: readonly AnalysedWord[], index: number, expression: Expression): readonly number[] | undefined {
  const first = words[index]!; // the caller walks over them
  if (first.lemma.includes(' ')) return first.lemma === expression.lemma ? [index] : undefined;
  const isVerb = first.partOfSpeech === 'VERB' || first.partOfSpeech === 'AUX';
  if (expression.kind === 'phrasalVerb' && !isVerb) return undefined;
  const at = matchFrom(words, index + 1, expression.pattern.slice(1));
  return at && [index, ...at];
}

function matchFrom(
  words: readonly AnalysedWord[],
  index: number,
  pattern: readonly string[],
): readonly number[] | undefined {
  const [wanted, ...rest] = pattern;
  if (wanted === undefined) return [];
  if (wanted === '~') return matchAfterObject(words, index, rest);
  const word = words[index];
  if (!word) return undefined;
  if (wanted === "one's" && words[index + 1] && isOwner(words[index + 1]!)) return matchFrom(words, index + 2, rest); // "Anna's mind"
  if (!isWanted(word, wanted)) return undefined;
  const at = matchFrom(words, index + 1, rest);
  return at && [index, ...at];
}

/** "gave it up", "gave the game up"; in "put it on the table" the last word belongs to what follows. */
function matchAfterObject(words: readonly AnalysedWord[], index: number, rest: readonly string[]) {
  const ends = rest.length > 1 ? endsClause : endsObject;
  for (let between = 0; between <= mostBetween; between += 1) {
    const previous = words[index + between - 1];
    if (between > 0 && (!previous || ends.has(previous.partOfSpeech))) return undefined;
    const at = matchFrom(words, index + between, rest);
    if (at && (between === 0 || rest.length > 1 || !isPreposition(words, at.at(-1)!))) return at; // it has as many as the rest
  }
  return undefined;
}

function isPreposition(words: readonly AnalysedWord[], index: number) {
  const next = words[index + 1];
  return (
    next !== undefined && beginsObject.has(next.partOfSpeech) && prepositions.has(words[index]!.form.toLowerCase())
  ); // it was matched
}

function isWanted({ lemma, form }: AnalysedWord, wanted: string) {
  const lower = form.toLowerCase();
  if (wanted === "one's") return possessives.has(lower);
  if (wanted === 'oneself') return reflexive.test(lower);
  return lemma.toLowerCase() === wanted || lower === wanted;
}

const isOwner = ({ form }: AnalysedWord) => form === "'s" || form === '’s';
