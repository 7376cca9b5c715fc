import { saysNothing } from '../content/page-content.js';
import type { FontFace, ShapedCluster } from './font-face.js';
import type { FormulaItem, TextItem } from './segment.js';
import type { GlyphRun, PlacedRun, ShapedGlyph } from './placed.js';
import { widthOf } from './segment.js';
import type { VisualItem } from './visual-order.js';

export interface LineSetting {
  readonly x: number;
  /** Points. */
  readonly em: number;
  readonly scale: number;
  readonly language: string;
  /** For each place where the line may be stretched. */
  readonly stretchPt: number;
}

interface OpenRun extends GlyphRun {
  widthPt: number;
  readonly glyphs: ShapedGlyph[];
}

/** In ems of the block. */
export const widthOfItem = (item: VisualItem, language: string) =>
  'formula' in item ? item.width : widthOf(shapeOf(item, language)) * item.sizeRatio;

const shapeOf = (item: TextItem & { readonly isRightToLeft: boolean }, language: string) =>
  item.face.shape(item.text, item.isRightToLeft ? 'rtl' : 'ltr', language);

/** Puts the items of a line one after the other, those of one font and look into one run. */
export class LineSetter {
  readonly runs: PlacedRun[] = [];
  #x: number;
  #open: OpenRun | undefined;

  constructor(private readonly setting: LineSetting) {
    this.#x = setting.x;
  }

  set(item: VisualItem) {
    if ('formula' in item) this.#setFormula(item);
    else this.#setText(item);
  }

  #setFormula({ formula, width }: FormulaItem) {
    const { em, scale } = this.setting;
    this.#open = undefined;
    this.runs.push({ formula, x: this.#x, widthPt: width * em, scale });
    this.#x += width * em;
  }

  #setText(item: TextItem & VisualItem) {
    const clusters = shapeOf(item, this.setting.language);
    const needsItsText = !item.isRightToLeft && clusters.some(isComposed);
    const run = this.#runFor(item, needsItsText ? item.text : undefined);
    const glyphs = clusters.flatMap((cluster) => glyphsOf(cluster, item.isRightToLeft, run.sizePt));
    const last = glyphs.at(-1);
    const stretch = item.isSpace || item.stretchesBehind ? this.setting.stretchPt : 0;
    if (last) glyphs[glyphs.length - 1] = { ...last, advancePt: last.advancePt + stretch + this.#gapOf(item) };
    for (const glyph of glyphs) {
      run.glyphs.push(glyph);
      run.widthPt += glyph.advancePt;
      this.#x += glyph.advancePt;
    }
    if (needsItsText) this.#open = undefined;
  }

  #gapOf = ({ gap = 0 }: VisualItem) => gap * this.setting.em;

  #runFor({ face, sizeRatio, span }: TextItem, actualText: string | undefined): OpenRun {
    const sizePt = this.setting.em * sizeRatio;
    const open = this.#open;
    if (open && actualText === undefined && isLike(open, face, { sizePt, span })) return open;
    const run: OpenRun = { font: face, sizePt, x: this.#x, widthPt: 0, risePt: 0, glyphs: [], span, actualText };
    this.runs.push(run);
    this.#open = run;
    return run;
  }
}

const isLike = (run: GlyphRun, face: FontFace, { sizePt, span }: Pick<GlyphRun, 'sizePt' | 'span'>) =>
  run.font === face && run.sizePt === sizePt && run.span === span;

/** Several glyphs make up several letters, in an order of their own. */
const isComposed = ({ text, glyphs }: ShapedCluster) => glyphs.length > 1 && text.length > 1;

function glyphsOf(cluster: ShapedCluster, isRightToLeft: boolean, sizePt: number): ShapedGlyph[] {
  const texts = isRightToLeft ? carriedByOne(cluster) : dealtOut(cluster);
  return cluster.glyphs.map(({ glyphId, advance, offsetX, offsetY }, index) => ({
    glyphId,
    text: texts[index] ?? '',
    advancePt: advance * sizePt,
    offsetXPt: offsetX * sizePt,
    offsetYPt: offsetY * sizePt,
  }));
}

/** The letters in their order, whichever glyph each has become. To a glyph without any text viewers give one of their own. */
function dealtOut({ text, glyphs }: ShapedCluster): string[] {
  const letters = [...text];
  const last = glyphs.length - 1;
  return glyphs.map((_, at) => (at < last ? letters[at] : letters.slice(last).join('')) || saysNothing);
}

/** Right-to-left glyphs come in the order in which they stand, their letters do not. */
function carriedByOne({ text, glyphs }: ShapedCluster): string[] {
  const carrier = Math.max(
    0,
    glyphs.findIndex(({ advance }) => advance > 0),
  );
  return glyphs.map((_, at) => (at === carrier ? text : ''));
}
