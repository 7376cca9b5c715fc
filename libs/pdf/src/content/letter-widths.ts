import type { LoadedFont } from './page-collector.js';
import type { DecodedGlyph } from './text-events.js';

/** In ems, by letter. */
export type LetterWidths = ReadonlyMap<string, number>;

const asciiLetter = /^[A-Za-z]$/;
const letter = /^\p{L}$/u;
const asciiLetters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Of the fonts of a document: pdf.js has one object for each, whatever page it is on. */
const known = new WeakMap<LoadedFont, Map<string, number>>();

/** How wide the letters of a font are, by its own table: the same on a page with many of them and on one with few. */
export function letterWidthsOf(font: LoadedFont, glyphs: readonly DecodedGlyph[]): LetterWidths | undefined {
  if (font.isType3Font) return undefined;
  let widths = known.get(font);
  if (!widths) known.set(font, (widths = new Map()));
  for (const { unicode = '', width, originalCharCode } of glyphs) {
    if (widths.has(unicode) || width <= 0 || !letter.test(unicode)) continue;
    widths.set(unicode, width / 1000);
    // Such a font numbers all its letters as ASCII does.
    if (!font.composite && asciiLetter.test(unicode) && unicode.charCodeAt(0) === originalCharCode)
      addTable(widths, font.widths ?? []);
  }
  return widths;
}

function addTable(widths: Map<string, number>, table: readonly (number | undefined)[]) {
  for (const one of asciiLetters) {
    const width = table[one.charCodeAt(0)] ?? 0;
    if (width > 0 && !widths.has(one)) widths.set(one, width / 1000);
  }
}
