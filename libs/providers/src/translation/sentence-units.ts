import { wordSeparator, type Language } from '@polyspool/contracts/languages';
import { plainText, type RichText } from '@polyspool/contracts/rich-text';
import { isText, renumbered, sliced, spansOf, textLength, textPiece } from './rich-text-pieces.js';

export interface TextBlock {
  readonly id: string;
  readonly text: RichText;
  /** The block in which its last sentence goes on. */
  readonly continuedBy?: string | undefined;
}

/** What is translated at once: a block or a part of it, or one sentence that runs over several blocks. */
export interface Unit {
  readonly parts: readonly UnitPart[];
}

export interface UnitPart {
  readonly block: string;
  readonly text: RichText;
}

/** A sentence is not that long: what runs on for more is none, and every block is translated for itself. */
const longestSentence = 2_000;

/** In the order of their blocks: of each block the end of a sentence, what it has alone, and the beginning of a sentence. */
export function unitsOf(blocks: readonly TextBlock[], language: Language): Unit[] {
  return chainsOf(blocks).flatMap((chain) => {
    const [only, ...others] = chain;
    if (!only) return [];
    return others.length === 0 ? [{ parts: [{ block: only.id, text: only.text }] }] : cutChain(chain, language);
  });
}

/** A block has one before it at most, and none comes back to itself. */
function chainsOf(blocks: readonly TextBlock[]): TextBlock[][] {
  const places = new Map(blocks.map(({ id }, index) => [id, index]));
  const claimed = new Set<string>();
  const next = new Map<string, TextBlock>();
  blocks.forEach((block, index) => {
    const place = block.continuedBy === undefined ? undefined : places.get(block.continuedBy);
    const follower = place === undefined || place <= index ? undefined : blocks[place];
    if (!follower || claimed.has(follower.id)) return;
    claimed.add(follower.id);
    next.set(block.id, follower);
  });
  return blocks
    .filter(({ id }) => !claimed.has(id))
    .map((head) => {
      const chain = [head];
      for (let one = next.get(head.id); one; one = next.get(one.id)) chain.push(one);
      return chain;
    });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function cutChain(chain: readonly TextBlock[], language: Language): Unit[] {
  const places = placesOf(chain, language);
  const whole = places.map(({ text }) => text).join('');
  const borders = places.slice(1).map(({ from }) => from);
  const shared = sentencesOf(whole, language).filter(
    ({ from, to }) => to - from <= longestSentence && borders.some((border) => border > from && border < to),
  );
  const stretches = [...between(shared, whole.length), ...shared].sort((a, b) => a.from - b.from);
  return stretches.flatMap((stretch) => {
    const parts = places.flatMap((place) => partWithin(place, stretch));
    const isShared = shared.includes(stretch);
    return isShared ? [{ parts }] : parts.map((part) => ({ parts: [part] }));
  });
}

interface Place extends Stretch {
  readonly block: TextBlock;
  /** As it reads in the whole, with what tells it from the next one. */
  readonly text: string;
}

/** A word that is hyphenated between two blocks is one word again. */
function placesOf(chain: readonly TextBlock[], language: Language): Place[] {
  let at = 0;
  return chain.map((block, index) => {
    const [own, next] = [plainText(block.text), chain[index + 1]];
    const isHyphenated = next && /\p{L}[-\u00ad\u2010]$/u.test(own) && /^\p{Ll}/u.test(plainText(next.text));
    const text = isHyphenated ? own.slice(0, -1) : own + (next ? wordSeparator(language) : '');
    return { block, text, from: at, to: (at += text.length) };
  });
}

function sentencesOf(text: string, language: Language): Stretch[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return [...segmenter.segment(text)].map(({ segment, index }) => ({ from: index, to: index + segment.length }));
}

function between(stretches: readonly Stretch[], end: number): Stretch[] {
  const starts = [0, ...stretches.map(({ to }) => to)];
  const ends = [...stretches.map(({ from }) => from), end];
  return starts.map((from, index) => ({ from, to: ends[index] ?? end })).filter(({ from, to }) => to > from);
}

function partWithin({ block, from, to }: Place, stretch: Stretch): UnitPart[] {
  const [start, end] = [Math.max(from, stretch.from) - from, Math.min(to, stretch.to) - from];
  if (end <= start) return [];
  // With the hyphen that the whole does without.
  const own = sliced(block.text, start, stretch.to >= to ? textLength(block.text) : end);
  return plainText(own).trim() === '' ? [] : [{ block: block.id, text: own }];
}

/** The parts of a unit as one text, with numbers of its own for spans and formulas; and what they are in their blocks. */
export function joinedUnit({ parts }: Unit, language: Language) {
  const spans: { part: number; span: number }[] = [];
  const formulas: { part: number; formula: number }[] = [];
  const text = parts.flatMap(({ text: own }, part): RichText => {
    const known = new Map([...spansOf(own)].map((span) => [span, spans.push({ part, span }) - 1]));
    const numbered = renumbered(own, {
      span: (span) => known.get(span),
      formula: (formula) => formulas.push({ part, formula }) - 1,
    });
    return part + 1 < parts.length ? withGap(numbered, parts[part + 1]!.text, language) : numbered; // one follows
  });
  return { text, spans, formulas };
}

function withGap(text: RichText, next: RichText, language: Language): RichText {
  const last = text.at(-1);
  const isHyphenated =
    last && isText(last) && /\p{L}[-\u00ad\u2010]$/u.test(last.text) && /^\p{Ll}/u.test(plainText(next));
  if (isHyphenated) return [...text.slice(0, -1), textPiece(last.text.slice(0, -1), last.span)];
  return /\s$/u.test(plainText(text)) ? text : [...text, textPiece(wordSeparator(language))];
}
