import type { Glyph, PageContent } from '../content/page-content.js';
import type { FontStyle } from '../document/document.js';
import type { Block } from '../layout/block.js';
import { isSameStyle } from '../layout/look.js';
import type { FontFace } from './font-face.js';

/** Letters that are narrower than that do not look well. */
const narrowest = 0.75;
/** Nearer than that to a font nobody sees a difference. */
const leastNarrower = 0.97;
/** Fewer letters of a font tell little about how wide it is. */
const leastLetters = 12;

/** How wide the font of a block is against the face that takes its place; 1 where that is as narrow, or nobody can tell. */
export function widthRatio(block: Block, style: FontStyle, face: FontFace): number {
  const glyph = glyphOf(block, style);
  if (!glyph) return 1;
  const widths = ownWidths(glyph, face) ?? widthsOf(block.page, glyph.show.font.name, face);
  if (widths.letters < leastLetters) return 1;
  const ratio = Math.round((100 * widths.was) / widths.is) / 100;
  return ratio > leastNarrower ? 1 : Math.max(narrowest, ratio);
}

/** The first of a block in its font, a letter if there is one. */
function glyphOf({ lines }: Block, style: FontStyle): Glyph | undefined {
  let first: Glyph | undefined;
  for (const { tokens } of lines) {
    for (const token of tokens) {
      if ('isGap' in token) continue;
      const { font } = token.glyph.show;
      if (!isSameStyle(font, style) || font.isMath) continue;
      if (letter.test(token.glyph.unicode)) return token.glyph;
      first ??= token.glyph;
    }
  }
  return first;
}

/** Of all letters of the font, small ones if it has enough of them: so headings agree from page to page. */
function ownWidths({ show, unicode, widthPt, sizePt }: Glyph, face: FontFace): Widths | undefined {
  const known = show.letterWidths;
  const own = known?.get(unicode);
  if (!known || !own) return undefined;
  const letters = [...known].filter(([character]) => face.covers(character.codePointAt(0) ?? 0));
  const small = letters.filter(([character]) => /^\p{Ll}$/u.test(character));
  const counted = small.length < leastLetters ? letters : small;
  if (counted.length < leastLetters) return undefined;
  // Text may be drawn narrower than its font is.
  const scale = widthPt / sizePt / own;
  return {
    was: scale * counted.reduce((sum, [character, width]) => sum + weightOf(character) * width, 0),
    is: counted.reduce((sum, [character]) => sum + weightOf(character) * advanceOf(face, character), 0),
    letters: counted.length,
  };
}

/** From the most to the least frequent, in languages of Europe. */
const byFrequency = 'etaoinsrhdlucmfwygpbvkxqjz';
/** Each is about this much rarer than the one before it. */
const rarer = 0.88;

const weightOf = (character: string) => {
  const rank = byFrequency.indexOf(character.toLowerCase());
  return rank < 0 ? rarer ** 10 : rarer ** rank;
};

interface Widths {
  /** In ems. */
  was: number;
  is: number;
  letters: number;
}

const known = new WeakMap<PageContent, Map<string, Widths>>();

/** Of all that a page shows in a font. */
function widthsOf(page: PageContent, name: string, face: FontFace): Widths {
  const ofPage = known.get(page) ?? new Map<string, Widths>();
  known.set(page, ofPage);
  const key = `${name} ${face.path}`;
  let widths = ofPage.get(key);
  if (!widths) ofPage.set(key, (widths = measured(page.glyphs, name, face)));
  return widths;
}

function measured(glyphs: readonly Glyph[], name: string, face: FontFace): Widths {
  const widths: Widths = { was: 0, is: 0, letters: 0 };
  for (const { show, unicode, widthPt, sizePt } of glyphs) {
    if (show.font.name !== name || !letter.test(unicode) || !face.covers(unicode.codePointAt(0) ?? 0)) continue;
    widths.was += widthPt / sizePt;
    widths.is += advanceOf(face, unicode);
    widths.letters++;
  }
  return widths;
}

const letter = /^\p{L}$/u;

const advanceOf = (face: FontFace, character: string) =>
  face.shape(character, 'ltr').reduce((sum, { glyphs }) => glyphs.reduce((all, { advance }) => all + advance, sum), 0);
