import type { LooseGlyph } from './frame.js';

/** What an accent of its own adds to a letter, as Unicode composes it. */
const combining: Readonly<Record<string, string>> = {
  '`': '\u0300',
  '\u00b4': '\u0301',
  '^': '\u0302',
  '\u02c6': '\u0302',
  '~': '\u0303',
  '\u02dc': '\u0303',
  '\u00af': '\u0304',
  '\u02c9': '\u0304',
  '\u02d8': '\u0306',
  '\u02d9': '\u0307',
  '\u00a8': '\u0308',
  '\u02da': '\u030a',
  '\u02dd': '\u030b',
  '\u02c7': '\u030c',
  '\u00b8': '\u0327',
  '\u02db': '\u0328',
};

/**
 * Older fonts of TeX have no letter `ü`: an accent is drawn, and a letter under it. They say one letter, which is what is read
 * and translated. Given in the order of the file; the accent says nothing any more.
 */
export function composeAccents(inFile: readonly LooseGlyph[]) {
  inFile.forEach((accent, at) => {
    for (const letter of [inFile[at + 1], inFile[at - 1]]) {
      const one = letter && composed(accent, letter);
      if (!one) continue;
      letter.text = one;
      accent.text = '';
      return;
    }
  });
}

/** Whether one of them is an accent over the other: drawn one after the other, they are no two words. */
export const isAccentOver = (one: LooseGlyph, other: LooseGlyph) =>
  (composed(one, other) ?? composed(other, one)) !== undefined;

function composed(accent: LooseGlyph, letter: LooseGlyph): string | undefined {
  const mark = combining[accent.text];
  if (!mark || !standsOver(accent, letter)) return undefined;
  const one = `${dotted(letter.text)}${mark}`.normalize('NFC');
  return [...one].length === 1 ? one : undefined;
}

/** Beside a letter it is a sign of its own. */
function standsOver(accent: LooseGlyph, letter: LooseGlyph) {
  const em = letter.glyph.sizePt;
  const overlap = Math.min(accent.endX, letter.endX) - Math.max(accent.x, letter.x);
  const apart = Math.abs(accent.x + accent.endX - letter.x - letter.endX) / 2;
  const narrower = Math.min(accent.endX - accent.x, letter.endX - letter.x);
  return overlap > 0.5 * narrower && apart < 0.25 * em && Math.abs(accent.glyph.sizePt - em) < 0.05 * em;
}

/** Under an accent, `i` and `j` have no dots. */
const dotted = (letter: string) => (letter === '\u0131' ? 'i' : letter === '\u0237' ? 'j' : letter);
