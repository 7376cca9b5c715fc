import type { RichText } from '@polyspool/contracts/rich-text';
import type { SkipReason } from '../document/document.js';
import type { Formula } from './block.js';
import { isMark } from './formula-tokens.js';
import { isUnread } from './is-unread.js';
import type { WorkingLine } from './working-line.js';

interface Said {
  readonly lines: readonly WorkingLine[];
  readonly text: RichText;
  readonly formulas: readonly Formula[];
}

/** Why nothing of a block is translated; undefined where it is. */
export function skipReasonOf({ lines, text, formulas }: Said): SkipReason | undefined {
  if (isUnread(lines)) return 'unread';
  const words = text.map((piece) => ('text' in piece ? piece.text : ' ')).join('');
  const letters = count(words, /\p{L}/gu);
  const formulaGlyphs = formulas.flatMap(({ glyphs }) => glyphs).filter((glyph) => !isMark(glyph)).length;
  if (isAddress(words)) return 'address';
  if (formulaGlyphs && isOnlyFormula(words, letters, formulaGlyphs)) return 'formula';
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

const functionName =
  /^(sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|sinh|cosh|tanh|log|exp|max|min|sup|inf|lim|limsup|liminf|arg|det|dim|ker|deg|gcd|hom|mod|grad|div|rot|sgn|tr)$/i;

const isAddress = (text: string) =>
  /^\(?((https?|ftp):\/\/|www\.)\S+$/.test(text.trim()) || /^<?[\w.+-]+@[\w-]+(\.[\w-]+)+>?$/.test(text.trim());

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
