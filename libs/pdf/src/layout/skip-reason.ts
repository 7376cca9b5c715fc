import type { RichText } from '@polyspool/contracts/rich-text';
import type { SkipReason } from '../document/document.js';
import type { Formula } from './block.js';
import { isMark } from './formula-tokens.js';
import { isUnread } from './is-unread.js';
import type { WorkingLine } from './working-line.js';

interface Said {
  readonly lines: readonly WorkingLine[];
  /** Of the page. */
  readonly onPage: readonly WorkingLine[];
  readonly text: RichText;
  readonly formulas: readonly Formula[];
}

/** Why nothing of a block is translated; undefined where it is. */
export function skipReasonOf({ lines, onPage, text, formulas }: Said): SkipReason | undefined {
  if (isUnread(lines)) return 'unread';
  const words = text.map((piece) => ('text' in piece ? piece.text : ' ')).join('');
  const letters = count(words, /\p{L}/gu);
  const formulaGlyphs = formulas.flatMap(({ glyphs }) => glyphs).filter((glyph) => !isMark(glyph)).length;
  if (isAddress(words)) return 'address';
  if (formulaGlyphs && isOnlyFormula(words, letters, formulaGlyphs) && !saysWord(lines, text, onPage)) return 'formula';
  const signs = count(words, /[^\s.\d·…]/gu);
  if (letters < 2 || letters < 0.35 * signs) return /\d/.test(words) ? 'number' : 'symbols';
  const [first] = lines as [WorkingLine];
  const isSplit = formulas.some(({ glyphs }) => glyphs.some(({ glyph }) => glyph.show.stream !== first.stream));
  return isSplit ? 'split' : undefined;
}

/** Two words make a sentence of a formula. */
function isOnlyFormula(text: string, letters: number, formulaGlyphs: number) {
  if (letters < 2) return true;
  if (formulaGlyphs <= 1.2 * letters) return letters < 0.35 * formulaGlyphs;
  const words = (text.match(/\p{L}{3,}/gu) ?? []).filter((word) => !functionName.test(word));
  return words.length < 2 || formulaGlyphs > 8 * letters;
}

/**
 * `f(x) = 0  for  x > 1`: a word between formulas is to be translated, too, where they can move with it: on a line of its own,
 * with no limits of sums above or below it, which would stay behind.
 */
function saysWord(lines: readonly WorkingLine[], text: RichText, onPage: readonly WorkingLine[]) {
  const [line, ...others] = lines;
  if (!line || others.length > 0) return false;
  const said = text.map((piece) => ('text' in piece ? piece.text : formulaSign)).join('');
  const words = said.match(/(?<![^\s(])\p{L}\p{Ll}{2,}(?=[,.:;)]*(\s|$))/gu) ?? [];
  return words.some((word) => !functionName.test(word)) && !onPage.some((other) => isLimitOf(line, other));
}

/** Smaller, and above or below. */
const isLimitOf = (line: WorkingLine, other: WorkingLine) =>
  other !== line &&
  other.sizePt < 0.9 * line.sizePt &&
  Math.abs(other.baseline - line.baseline) < 1.6 * line.sizePt &&
  other.x < line.endX &&
  other.endX > line.x;

const formulaSign = '\ufffc';

const functionName =
  /^(sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|sinh|cosh|tanh|log|exp|max|min|sup|inf|lim|limsup|liminf|arg|det|dim|ker|deg|gcd|lcm|ggt|kgv|hom|end|aut|gal|mod|grad|div|rot|sgn|span|rank|diag|supp|vol|var|cov|const)$/i;

const isAddress = (text: string) =>
  /^\(?((https?|ftp):\/\/|www\.)\S+$/.test(text.trim()) || /^<?[\w.+-]+@[\w-]+(\.[\w-]+)+>?$/.test(text.trim());

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
