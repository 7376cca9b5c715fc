import type { FontStyle } from '../document/document.js';
import { isSameFill } from './fill-colour.js';
import type { WorkingGlyph } from './working-line.js';

/** What a reader sees of a glyph, and where it leads. */
export interface Look {
  readonly style: FontStyle;
  readonly sizeRatio: number;
  readonly fill: string;
  readonly isUnderlined: boolean;
  readonly isStruckThrough: boolean;
  readonly link: number | undefined;
}

export const isSameLook = (a: Look, b: Look) =>
  isSameStyle(a.style, b.style) &&
  a.sizeRatio === b.sizeRatio &&
  isSameFill(a.fill, b.fill) &&
  a.isUnderlined === b.isUnderlined &&
  a.isStruckThrough === b.isStruckThrough &&
  a.link === b.link;

export const isSameStyle = (a: FontStyle, b: FontStyle) =>
  a.isBold === b.isBold && a.isItalic === b.isItalic && a.isMono === b.isMono && a.isSerif === b.isSerif;

export const styleOf = ({ glyph }: WorkingGlyph): FontStyle => {
  const { isBold, isItalic, isMono, isSerif } = glyph.show.font;
  return { isBold, isItalic, isMono, isSerif };
};

/** What most glyphs of a block look like. */
export function commonLook(glyphs: readonly WorkingGlyph[]): Look & { readonly renderMode: number } {
  const plain = glyphs.filter(({ glyph, isScript }) => !isScript && !glyph.show.font.isMath);
  const shown = plain.length ? plain : glyphs;
  const fontName = mostCommon(shown, ({ glyph }) => glyph.show.font.name);
  const ofFont = shown.find(({ glyph }) => glyph.show.font.name === fontName) as WorkingGlyph;
  return {
    style: styleOf(ofFont),
    sizeRatio: 1,
    fill: mostCommon(shown, ({ glyph }) => glyph.show.state.fill),
    renderMode: mostCommon(shown, ({ glyph }) => glyph.show.state.renderMode),
    isUnderlined: false,
    isStruckThrough: false,
    link: undefined,
  };
}

function mostCommon<Value>(glyphs: readonly WorkingGlyph[], valueOf: (glyph: WorkingGlyph) => Value): Value {
  const counts = new Map<Value, number>();
  let most: { value: Value; count: number } | undefined;
  for (const glyph of glyphs) {
    const value = valueOf(glyph);
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (!most || count > most.count) most = { value, count };
  }
  if (!most) throw new RangeError('A block has no glyphs.');
  return most.value;
}
