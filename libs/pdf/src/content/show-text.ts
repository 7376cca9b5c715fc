import { codeLengths } from './code-lengths.js';
import { coreFontLetter } from './core-font-letters.js';
import { letterWidthsOf } from './letter-widths.js';
import { multiply, type Matrix } from './matrix.js';
import { Desync, type LoadedFont } from './page-collector.js';
import type { ByteRange, FontFacts, Glyph, TextShow, TextState } from './page-content.js';
import type { StreamWalker } from './stream-walker.js';
import type { DecodedGlyph } from './text-events.js';

interface Showing {
  readonly range: ByteRange;
  readonly operator: TextShow['operator'];
  readonly spacings: readonly number[];
  readonly elements: readonly (Uint8Array | number)[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const thousandths: Matrix = [0.001, 0, 0, 0.001, 0, 0];

/** Finds out where each glyph of a text-showing operator stands, on the page and in the stream. */
export function showText(walker: StreamWalker, showing: Showing) {
  const { page, stream, state, position } = walker;
  // pdf.js shows nothing either before a font is set.
  if (!state.hasFont) return;
  const event = page.sources.events.next();
  if (event?.type !== 'show') throw new Desync(`Text is shown where pdf.js has ${event?.type ?? 'nothing'}`);
  const loaded = event.font === undefined ? undefined : page.sources.loadedFont(event.font);
  const decoded = event.glyphs.map((each) => (typeof each === 'number' ? each : readIn(state.font, each)));
  const glyphs = decoded.filter((each) => typeof each !== 'number');
  const lengths = codeLengths(showing.elements, glyphs, state.font.isComposite);
  if (!lengths && !state.font.isComposite) throw new Desync('pdf.js shows another text');
  const show: Mutable<TextShow> = {
    start: showing.range.start,
    end: showing.range.end,
    index: page.shows.length,
    stream,
    operator: showing.operator,
    spacings: showing.spacings,
    state: textStateOf(walker),
    font: state.font,
    letterWidths: loaded && letterWidthsOf(loaded, glyphs),
    elements: showing.elements,
    bytesPerCode: lengths?.reduce((most, length) => Math.max(most, length), 1) ?? 0,
    glyphs: [],
    advance: 0,
    isVertical: loaded?.vertical === true,
    markedContent: walker.marks,
  };
  const setter = new GlyphSetter(walker, show, loaded);
  if (lengths) setter.setElements(glyphs, lengths);
  else setter.setUnsplit(decoded);
  show.glyphs = setter.glyphs;
  show.advance = setter.x;
  page.shows.push(show);
  position.advance(setter.x, { horizontalScale: state.horizontalScale, isVertical: show.isVertical });
}

function textStateOf({ state, position }: StreamWalker): TextState {
  return {
    textMatrix: position.matrix,
    lineMatrix: position.lineMatrix,
    ctm: state.ctm,
    fontName: state.fontName,
    fontSize: state.fontSize,
    characterSpacing: state.characterSpacing,
    wordSpacing: state.wordSpacing,
    horizontalScale: state.horizontalScale,
    rise: state.rise,
    renderMode: state.renderMode,
    fill: state.fill,
    isFillInherited: state.isFillInherited,
    advanceInLine: position.advanceInLine,
  };
}

/** Sets the glyphs of one show, one after the other. */
class GlyphSetter {
  readonly glyphs: Glyph[] = [];
  x = 0;
  readonly #toPage: Matrix;
  readonly #scaleX: number;
  readonly #sizePt: number;
  readonly #unit: number;
  readonly #direction: readonly [number, number];
  readonly #isMirrored: boolean;

  constructor(
    private readonly walker: StreamWalker,
    private readonly show: TextShow,
    loaded: LoadedFont | undefined,
  ) {
    const { fontSize, textMatrix, ctm } = show.state;
    const m = multiply(textMatrix, ctm);
    this.#toPage = m;
    this.#scaleX = Math.hypot(m[0], m[1]);
    this.#unit = (loaded?.fontMatrix ?? thousandths)[0] * fontSize;
    this.#sizePt = emOf(fontSize, loaded) * Math.hypot(m[2], m[3]);
    this.#direction = this.#scaleX ? [m[0] / this.#scaleX, m[1] / this.#scaleX] : [1, 0];
    this.#isMirrored = m[0] * m[3] - m[1] * m[2] < 0;
  }

  setElements(decoded: readonly DecodedGlyph[], lengths: Uint8Array) {
    let next = 0;
    for (const [element, part] of this.show.elements.entries()) {
      if (typeof part === 'number') {
        this.#adjust(part);
        continue;
      }
      for (let offset = 0; offset < part.length; next++) {
        const [glyph, length = 0] = [decoded[next], lengths[next]];
        if (!glyph || !length) throw new Desync('Text ends before its codes');
        this.#set(glyph, { element, offset, length });
        offset += length;
      }
    }
  }

  setUnsplit(decoded: readonly (DecodedGlyph | number)[]) {
    for (const glyph of decoded) {
      if (typeof glyph === 'number') this.#adjust(glyph);
      else this.#set(glyph, { element: -1, offset: 0, length: 0 });
    }
  }

  #adjust(thousandth: number) {
    const { isVertical, state } = this.show;
    this.x -= ((isVertical ? -1 : 1) * thousandth * state.fontSize) / 1000;
  }

  #set(glyph: DecodedGlyph, code: Pick<Glyph, 'element' | 'offset' | 'length'>) {
    const { page } = this.walker;
    const { state, isVertical } = this.show;
    const width = glyph.width * this.#unit;
    const spacing = state.characterSpacing + (glyph.isSpace ? state.wordSpacing : 0);
    const advance = isVertical ? -(glyph.vmetric?.[0] ?? -1000) * this.#unit - spacing : width + spacing;
    const m = this.#toPage;
    const [x, y] = isVertical ? this.#verticalOrigin(glyph) : [this.x * state.horizontalScale, state.rise];
    const unicode = glyph.unicode ?? '';
    const set: Glyph = {
      index: page.glyphs.length,
      show: this.show,
      unicode,
      element: code.element,
      offset: code.offset,
      length: code.length,
      x: this.x,
      advance,
      origin: [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]],
      direction: this.#direction,
      sizePt: this.#sizePt,
      widthPt: width * state.horizontalScale * this.#scaleX,
      isMirrored: this.#isMirrored,
      isSpace: this.show.font.glyphNumbers ? isSpaceGlyph(glyph) : glyph.isSpace === true || isBlank(unicode),
    };
    this.glyphs.push(set);
    page.addGlyph(set);
    this.x += advance;
  }

  /** Half a glyph to the left of the line that it hangs on, most of it below (ISO 32000-1, 9.7.4.3). */
  #verticalOrigin({ vmetric, width }: DecodedGlyph): [number, number] {
    const [, originX, originY] = vmetric ?? [0, width / 2, 880];
    return [-originX * this.#unit, -this.x - originY * this.#unit];
  }
}

/** Glyphs of Type 3 fonts are as high as they are drawn, whatever the font size says. */
function emOf(fontSize: number, loaded: LoadedFont | undefined): number {
  const size = Math.abs(fontSize);
  if (!loaded?.isType3Font) return size;
  const scale = (loaded.fontMatrix ?? thousandths)[3];
  if (Math.abs(scale - 0.001) < 2e-4) return size;
  const [, bottom, , top] = loaded.bbox ?? [0, 0, 0, 0];
  const height = Math.abs((top - bottom) * scale);
  return size * (height > 0 ? height / 1.25 : 1);
}

/** Where codes are numbers of glyphs, pdf.js takes them for letters. */
function readIn({ glyphNumbers }: FontFacts, glyph: DecodedGlyph): DecodedGlyph {
  if (!glyphNumbers) return glyph;
  const letter = glyphNumbers === 'known' ? coreFontLetter(glyph.originalCharCode) : undefined;
  return { ...glyph, unicode: letter ?? '' };
}

/** Where codes are numbers of glyphs: by custom of TrueType fonts the third is the space. */
const isSpaceGlyph = ({ originalCharCode }: DecodedGlyph) => originalCharCode === 3;

/** Nothing to see, or nobody knows what it says. */
const isBlank = (unicode: string) => unicode.trim() === '';
