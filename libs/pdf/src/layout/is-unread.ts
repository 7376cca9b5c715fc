import { hasLetter } from './characters.js';
import { isSpace, type Token, type WorkingLine } from './working-line.js';

/**
 * Whether some of a text is in glyphs of which nobody knows what they say. Single signs between words, such as boxes to tick, are
 * kept like formulas; a text that has such letters in its words, or nothing else, is not to be guessed.
 */
export function isUnread(lines: readonly WorkingLine[]): boolean {
  const tokens = lines.flatMap((line) => line.tokens.map((token, at) => ({ token, line, at })));
  const unread = tokens.filter(({ token }) => isUnmapped(token));
  if (!unread.length) return false;
  if (!lines.some(({ text }) => hasLetter(text))) return true;
  return unread.some(({ line, at }) => isGlyph(line.tokens[at - 1]) || isGlyph(line.tokens[at + 1]));
}

const isUnmapped = (token: Token) =>
  !isSpace(token) && token.glyph.show.font.glyphNumbers !== undefined && token.glyph.unicode === '';

const isGlyph = (token: Token | undefined) => token !== undefined && !isSpace(token);
