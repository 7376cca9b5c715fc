import type { Block, Formula } from '../layout/block.js';
import type { FontStyle, TextSpan } from '../document/document.js';
import type { FontFace, ShapedCluster } from './font-face.js';
import type { FaceSelector } from './face-selector.js';
import { condensed } from './condensed.js';
import { widthRatio } from './width-ratio.js';
import { breakPositions } from './break-positions.js';
import { rightToLeftLetter, type Paragraph, type Stretch } from './paragraph.js';

// Widths are ems of the block's size: whether a line is full depends on nothing but the scale then.

/** What stands between two places where a line may end. */
export interface Segment {
  /** In the paragraph's text. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Item[];
  /** Of its items. */
  readonly width: number;
  /** Behind it, unless the line ends there. */
  readonly space?: TextItem;
}

export type Item = TextItem | FormulaItem;

/** Text of one font and one look. */
export interface TextItem {
  readonly text: string;
  /** In the paragraph's text. */
  readonly start: number;
  readonly face: FontFace;
  /** Against the block's size. */
  readonly sizeRatio: number;
  readonly span?: TextSpan;
  readonly width: number;
}

export interface FormulaItem {
  readonly formula: Formula;
  readonly start: number;
  readonly width: number;
}

/** Measures parts of one paragraph. */
export class Measure {
  readonly #narrow = new Map<FontFace, FontFace>();

  constructor(
    private readonly block: Block,
    private readonly paragraph: Paragraph,
    private readonly faces: FaceSelector,
  ) {}

  segments(): Segment[] {
    const { text } = this.paragraph;
    const segments: Segment[] = [];
    let start = 0;
    for (const position of breakPositions(text, this.faces.language)) {
      const end = start + text.slice(start, position).replace(/ +$/, '').length;
      if (end > start || segments.length === 0) segments.push(this.#segment(start, end, position));
      start = position;
    }
    return segments;
  }

  /** A part of a segment, with a hyphen behind it where a word is split. */
  part(start: number, end: number, hyphen = ''): Segment {
    const items = this.#items(start, end);
    const last = items.at(-1);
    if (hyphen && last && 'text' in last) items[items.length - 1] = this.#textItem(last.text + hyphen, last);
    return { start, end, items, width: widthOfItems(items) };
  }

  #segment(start: number, end: number, next: number): Segment {
    const part = this.part(start, end);
    return next > end ? { ...part, space: this.#space(end, part.items.at(-1)) } : part;
  }

  /** In the font of the word before it, so that the text does not change fonts at each word. */
  #space(start: number, before: Item | undefined): TextItem | undefined {
    const [space] = this.#items(start, start + 1);
    if (!space || !('text' in space)) return undefined;
    const isAlike = before && 'text' in before && before.span === space.span && before.face.covers(0x20);
    return isAlike ? this.#textItem(' ', { ...space, face: before.face }) : space;
  }

  #items(start: number, end: number): Item[] {
    return this.paragraph.stretches
      .filter((stretch) => stretch.start < end && stretch.end > start)
      .flatMap((stretch) => this.#itemsOf(stretch, Math.max(start, stretch.start), Math.min(end, stretch.end)));
  }

  #itemsOf({ span, formula }: Stretch, start: number, end: number): Item[] {
    if (formula) return [{ formula, start, width: (formula.endX - formula.x) / this.block.sizePt }];
    const style: FontStyle = span?.style ?? this.block.style;
    const own = this.faces.ownFace(style);
    let at = start;
    return this.faces.runs(this.paragraph.text.slice(start, end), style).map((run) => {
      const { text } = run;
      const face = run.face === own ? this.#asNarrow(own, style) : run.face;
      const item = this.#textItem(text, { start: at, face, sizeRatio: span?.sizeRatio ?? 1, span });
      at += text.length;
      return item;
    });
  }

  /** As the text was before. */
  #asNarrow(own: FontFace, style: FontStyle): FontFace {
    let face = this.#narrow.get(own);
    if (!face) this.#narrow.set(own, (face = condensed(own, widthRatio(this.block, style, own))));
    return face;
  }

  #textItem(text: string, { start, face, sizeRatio, span }: Omit<TextItem, 'text' | 'width'>): TextItem {
    const direction = rightToLeftLetter.test(text) ? 'rtl' : 'ltr';
    const width = widthOf(face.shape(text, direction, this.faces.language)) * sizeRatio;
    return { text, start, face, sizeRatio, span, width };
  }
}

const widths = new WeakMap<readonly ShapedCluster[], number>();

/** In ems of the font. Shapes are remembered, and so are their widths. */
export function widthOf(clusters: readonly ShapedCluster[]) {
  let width = widths.get(clusters);
  if (width === undefined) {
    width = 0;
    for (const { glyphs } of clusters) for (const { advance } of glyphs) width += advance;
    widths.set(clusters, width);
  }
  return width;
}

const widthOfItems = (items: readonly Item[]) => items.reduce((sum, { width }) => sum + width, 0);
