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
  const name = fontOf(block, style);
  if (name === undefined) return 1;
  const widths = widthsOf(block.page, name, face);
  if (widths.letters < leastLetters) return 1;
  const ratio = Math.round((100 * widths.was) / widths.is) / 100;
  return ratio > leastNarrower ? 1 : Math.max(narrowest, ratio);
}

function fontOf({ lines }: Block, style: FontStyle): string | undefined {
  for (const { tokens } of lines) {
    for (const token of tokens) {
      if ('isGap' in token) continue;
      const { font } = token.glyph.show;
      if (isSameStyle(font, style) && !font.isMath) return font.name;
    }
  }
  return undefined;
}

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
