import type { Glyph, LinkAnnotation, PageContent, PaintedPath } from '../content/page-content.js';
import type { Box } from '../content/matrix.js';
import type { Alignment, BlockRole, FontStyle, SkipReason, TextSpan } from '../document/document.js';
import type { RichText } from '@polyspool/contracts/rich-text';

// Blocks in the hands of the process that read the page. Their coordinates are in a frame of their own, turned by
// `angleDegrees` so that baselines are level and lines go downwards: x along the baseline, y upwards, in points.

export interface Space {
  readonly isGap: true;
  readonly widthPt: number;
}

/** A glyph in the frame of its line. */
export interface PlacedGlyph {
  readonly glyph: Glyph;
  readonly x: number;
  readonly endX: number;
  readonly y: number;
  /** Smaller than its line and off its baseline. */
  readonly isScript: boolean;
}

export interface TextLine {
  /** In the order of reading: of right-to-left text that is not the order in which they stand. */
  readonly tokens: readonly (PlacedGlyph | Space)[];
  readonly text: string;
  readonly x: number;
  readonly endX: number;
  readonly baseline: number;
  readonly sizePt: number;
}

/** Glyphs that are kept as they are, moved with the text around them. */
export interface Formula {
  readonly id: number;
  readonly glyphs: readonly PlacedGlyph[];
  readonly x: number;
  readonly endX: number;
  readonly baseline: number;
  /** Fraction bars, roots: drawn again with it. */
  readonly paths: readonly PaintedPath[];
}

/** A rule under or through text: removed with the text, drawn again under what its span has become. */
export interface TextRule {
  readonly path: PaintedPath;
  readonly span: number;
  readonly kind: 'underline' | 'strike';
  readonly thicknessPt: number;
  /** From the baseline to its middle, upwards. */
  readonly risePt: number;
}

export interface Block {
  readonly id: string;
  readonly page: PageContent;
  readonly order: number;
  readonly role: BlockRole;
  readonly angleDegrees: number;
  readonly lines: readonly TextLine[];
  /** Left, last baseline, right, first baseline. */
  readonly x: number;
  readonly endX: number;
  readonly firstBaseline: number;
  readonly lastBaseline: number;
  /** The column that it stands in: where a longer line could end. */
  readonly columnX: number;
  readonly columnEndX: number;
  /** How many lines stand together with it, its own included: 1 for a label on its own. */
  readonly neighbourLines: number;
  readonly alignment: Alignment;
  /** First line against the others; negative: it hangs out. */
  readonly indentPt: number;
  readonly sizePt: number;
  /** Between baselines; 0 for one line. */
  readonly leadingPt: number;
  readonly style: FontStyle;
  readonly fill: string;
  readonly renderMode: number;
  readonly spans: readonly TextSpan[];
  readonly formulas: readonly Formula[];
  readonly rules: readonly TextRule[];
  readonly text: RichText;
  readonly isRightToLeft: boolean;
  readonly skipReason?: SkipReason;
  readonly continuedBy?: string;
  /** What its new text must not run into, in its frame. */
  readonly obstacles: Obstacles;
}

/** All that stands on the page at one angle, shared by its blocks. */
export interface Obstacles {
  readonly lines: readonly TextLine[];
  /** In the order in which they are painted. */
  readonly paths: readonly Box[];
  /** Those of them that are filled: what was painted before does not show through. */
  readonly panels: ReadonlySet<Box>;
  /** And fields of forms. */
  readonly images: readonly Box[];
}

export interface PageLayout {
  readonly content: PageContent;
  readonly kind: 'text' | 'scan' | 'blank';
  readonly blocks: readonly Block[];
  readonly links: readonly LinkAnnotation[];
}
