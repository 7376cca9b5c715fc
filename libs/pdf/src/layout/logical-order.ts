import { bidi } from './bidi.js';
import { isRightToLeftText } from './characters.js';

export type Direction = 'ltr' | 'rtl';

/** Right-to-left text with foreign words and numbers in it. */
export function isMostlyRightToLeft(text: string): boolean {
  if (!isRightToLeftText(text)) return false;
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.filter(isRightToLeftText).length > 0.35 * letters.length;
}

/**
 * A page tells where characters stand; this finds the order in which they are read: the one that the bidirectional
 * algorithm (UAX #9) lays out as they stand there. `standing` are the characters of a line from left to right, one code
 * unit each; the answer is their indices in the order of reading.
 */
export function logicalOrder(standing: readonly string[], direction: Direction): number[] {
  const fromLeft = standing.map((_, index) => index);
  const fromRight = fromLeft.toReversed();
  const guesses = direction === 'rtl' ? [fromRight, fromLeft] : [fromLeft, turnedStretches(standing), fromRight];
  const settled = guesses.map((guess) => settle(standing, guess, direction));
  return (settled.find(({ isExact }) => isExact) ?? (settled[0] as Settled)).order;
}

/** Indices of characters in the order of reading, from left to right. */
export function visualOrder(reading: readonly string[], direction: Direction): number[] {
  const text = reading.join('');
  const order = reading.map((_, index) => index);
  for (const segment of bidi.getReorderSegments(text, bidi.getEmbeddingLevels(text, direction))) {
    const [start, end] = segment as [number, number];
    order.splice(start, end - start + 1, ...order.slice(start, end + 1).reverse());
  }
  return order;
}

/** Read from right to left there: brackets stand mirrored. */
export function rightToLeftIn(reading: readonly string[], direction: Direction): boolean[] {
  const { levels } = bidi.getEmbeddingLevels(reading.join(''), direction);
  return reading.map((_, index) => (levels[index] as number) % 2 === 1);
}

export const mirrorOf = (character: string) => bidi.getMirroredCharacter(character) ?? character;

/** A number is one token; it has an order of its own. */
const tokens = /\d+(?:[.,:]\d+)*|[^]/g;
const isLeftToRight = (token: string) => /\p{L}/u.test(token) && !isRightToLeftText(token);
const isRightToLeftOrNumber = (token: string) => isRightToLeftText(token) || /\d/.test(token);

/** In a left-to-right line: what stands between its letters is read from the right, token by token, where it has right-to-left ones. */
function turnedStretches(standing: readonly string[]): number[] {
  const order: number[] = [];
  let stretch: { readonly token: string; readonly places: readonly number[] }[] = [];
  const add = () => {
    const first = stretch.findIndex(({ token }) => isRightToLeftOrNumber(token));
    const end = stretch.findLastIndex(({ token }) => isRightToLeftOrNumber(token)) + 1;
    const isTurned = stretch.some(({ token }) => isRightToLeftText(token));
    const core = stretch.slice(Math.max(0, first), end);
    const read = [
      ...stretch.slice(0, Math.max(0, first)),
      ...(isTurned ? core.toReversed() : core),
      ...stretch.slice(end),
    ];
    order.push(...read.flatMap(({ places }) => places));
    stretch = [];
  };
  for (const { 0: token, index } of standing.join('').matchAll(tokens)) {
    const places = [...token].map((_, at) => index + at);
    if (isLeftToRight(token)) add();
    if (isLeftToRight(token)) order.push(...places);
    else stretch.push({ token, places });
  }
  add();
  return order;
}

interface Settled {
  readonly order: number[];
  readonly isExact: boolean;
}

/** What a guess would look like tells where it is wrong; a few turns of that settle almost every line. */
function settle(standing: readonly string[], guess: number[], direction: Direction): Settled {
  let order = guess;
  for (let turn = 0; turn < 4; turn++) {
    const read = order.map((index) => standing[index] as string);
    const shown = visualOrder(read, direction);
    if (shown.every((index, place) => order[index] === place)) return { order, isExact: true };
    const better: number[] = [];
    shown.forEach((index, place) => (better[index] = place));
    order = better;
  }
  return { order, isExact: false };
}
