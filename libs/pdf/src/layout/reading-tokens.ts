import type { Token, WorkingGlyph } from './working-line.js';
import { isRightToLeftText } from './characters.js';
import { logicalOrder, mirrorOf, rightToLeftIn, type Direction } from './logical-order.js';

/** Tokens of a line in the order in which they are read; they are given from left to right. */
export function inReadingOrder(tokens: readonly Token[], direction: Direction): Token[] {
  if (!tokens.some((token) => !('isGap' in token) && isRightToLeftText(token.glyph.unicode))) return [...tokens];
  const standing = withTheirMarks(tokens);
  const characters = standing.map(({ character }) => character);
  const units = logicalOrder(characters, direction).map((index) => standing[index] as Unit);
  mirrorBrackets(units, direction);
  return units.flatMap(({ tokens }) => tokens);
}

/** A letter and the marks on it: they move together. */
interface Unit {
  readonly tokens: Token[];
  /** One code unit that stands for it where directions are resolved. */
  readonly character: string;
}

function withTheirMarks(tokens: readonly Token[]): Unit[] {
  const units: Unit[] = [];
  const marks: WorkingGlyph[] = [];
  for (const token of tokens) {
    if ('isGap' in token) units.push({ tokens: [token], character: ' ' });
    else if (/^(\p{M}+|\u200b)$/u.test(token.glyph.unicode)) marks.push(token);
    else units.push({ tokens: [token], character: characterOf(token) });
  }
  for (const mark of marks) {
    const base = baseOf(mark, units);
    if (base) base.tokens.push(mark);
    else units.push({ tokens: [mark], character: characterOf(mark) });
  }
  return units;
}

function characterOf({ text }: WorkingGlyph) {
  const [first = ''] = text.trim();
  // Letters beyond the basic plane that formulas use are read from left to right.
  return first.length === 1 ? first : 'A';
}

function baseOf(mark: WorkingGlyph, units: readonly Unit[]) {
  const middle = (mark.x + mark.endX) / 2;
  let best: { unit: Unit; distance: number } | undefined;
  for (const unit of units) {
    const [base] = unit.tokens as [Token];
    if ('isGap' in base) continue;
    const distance = Math.max(base.x - middle, middle - base.endX, 0);
    if (!best || distance < best.distance) best = { unit, distance };
  }
  return best?.unit;
}

/** Some fonts say what a bracket looks like, others what was written: in pairs, the one that opens comes first. */
function mirrorBrackets(units: readonly Unit[], direction: Direction) {
  const turned = rightToLeftIn(
    units.map(({ character }) => character),
    direction,
  );
  const brackets = units
    .map(({ tokens: [token] }, index) => ({ glyph: token as WorkingGlyph, isTurned: turned[index] === true }))
    .filter(({ glyph }) => !('isGap' in glyph) && /^[()[\]{}<>«»]$/.test(glyph.text));
  const asTheyAre = brackets.map(({ glyph }) => glyph.text);
  const mirrored = brackets.map(({ glyph, isTurned }) => (isTurned ? mirrorOf(glyph.text) : glyph.text));
  if (unmatched(mirrored) >= unmatched(asTheyAre)) return;
  brackets.forEach(({ glyph }, index) => (glyph.text = mirrored[index] as string));
}

function unmatched(brackets: readonly string[]) {
  const open: string[] = [];
  let count = 0;
  for (const bracket of brackets) {
    if ('([{<«'.includes(bracket)) open.push(bracket);
    else if (open.at(-1) === mirrorOf(bracket)) open.pop();
    else count++;
  }
  return count + open.length;
}
