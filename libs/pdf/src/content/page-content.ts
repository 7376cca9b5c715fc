import type { LetterWidths } from './letter-widths.js';
import type { PdfDict, PdfStream } from '@libpdf/core';
import type { ErrorCode } from '@polyspool/contracts/errors';
import type { Box, Matrix, Point } from './matrix.js';

/**
 * What a page draws, and where in its content streams each part of it stands, so that text can be taken out and put in
 * without touching anything else. Boxes and points are in default user space (points, y upwards) unless said otherwise.
 */
export interface PageContent {
  /** First = 1. */
  readonly page: number;
  readonly dict: PdfDict;
  /** The crop box, before `/Rotate`. */
  readonly view: Box;
  readonly rotation: 0 | 90 | 180 | 270;
  /** The page's own first; each form XObject once for each time that it is drawn, after the one that draws it. */
  readonly streams: readonly ContentStream[];
  readonly shows: readonly TextShow[];
  /** Of all shows, in the order in which they are drawn. */
  readonly glyphs: readonly Glyph[];
  readonly paths: readonly PaintedPath[];
  /** Of image XObjects and inline images. */
  readonly images: readonly Box[];
  /** Of drawn form XObjects. */
  readonly forms: readonly Box[];
  readonly links: readonly LinkAnnotation[];
  /** Of form fields: text to fill in, boxes to tick, buttons. */
  readonly fields: readonly Box[];
}

/** A page whose text must not be touched, and why; the document is delivered with it as it was. */
export interface UnreadPage {
  readonly page: number;
  readonly reason: string;
  /** Where the file is at fault, and not what we know about files. */
  readonly code?: ErrorCode;
}

export interface ContentStream {
  readonly index: number;
  readonly kind: 'page' | 'form';
  /** Decoded; the parts of a page joined by line feeds. */
  readonly bytes: Uint8Array;
  readonly resources: PdfDict;
  /** A form without resources of its own borrows those of the stream that draws it. */
  readonly ownsResources: boolean;
  /** Of a form: the XObject, and the `Do` that draws it. */
  readonly drawn?: { readonly object: PdfStream; readonly by: ContentStream; readonly range: ByteRange };
}

/** From the first byte of the first operand to the byte after the operator. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** The text and graphics state in which text is shown (ISO 32000-1, 9.3 and 8.4). */
export interface TextState {
  readonly textMatrix: Matrix;
  readonly lineMatrix: Matrix;
  readonly ctm: Matrix;
  /** Name in the stream's font resources, without the slash; undefined where an ExtGState has set the font. */
  readonly fontName: string | undefined;
  readonly fontSize: number;
  readonly characterSpacing: number;
  readonly wordSpacing: number;
  /** 1 = 100 %. */
  readonly horizontalScale: number;
  readonly rise: number;
  readonly renderMode: number;
  /** Operators that set the fill colour, as they stand there. */
  readonly fill: string;
  /** The colour comes from the stream that draws this form: nothing needs to be said to have it. */
  readonly isFillInherited: boolean;
  /** By how far text was moved since the last positioning operator, in unscaled text space. */
  readonly advanceInLine: number;
}

/** One Tj, TJ, ' or ". */
export interface TextShow extends ByteRange {
  readonly index: number;
  readonly stream: ContentStream;
  readonly operator: 'Tj' | 'TJ' | "'" | '"';
  /** The two numbers before the string of ", else none. */
  readonly spacings: readonly number[];
  readonly state: TextState;
  readonly font: FontFacts;
  /** Of its font, as far as they are known. */
  readonly letterWidths?: LetterWidths | undefined;
  /** Strings and the adjustments between them, as in TJ. */
  readonly elements: readonly (Uint8Array | number)[];
  /** At most: each glyph knows how long its own is. 0: nobody knows which bytes show which, and the show is left alone. */
  readonly bytesPerCode: number;
  readonly glyphs: readonly Glyph[];
  /** In unscaled text space. */
  readonly advance: number;
  readonly isVertical: boolean;
  /** Around it, outermost first. */
  readonly markedContent: readonly MarkedContent[];
}

/** From BMC or BDC to EMC (ISO 32000-1, 14.6). */
export interface MarkedContent {
  readonly tag: string;
  readonly mcid?: number;
  /** The operator that begins it, where it says the text of what follows (/ActualText). */
  readonly saysText?: ByteRange;
}

/** Of a glyph whose letters another one has. */
export const saysNothing = '\u200b';

export interface Glyph {
  /** In `PageContent.glyphs`. */
  readonly index: number;
  readonly show: TextShow;
  /** What it says, or `saysNothing`; empty where nobody knows. */
  readonly unicode: string;
  /** Its code: `length` bytes at `offset` of `show.elements[element]`; element -1 where it cannot be told. */
  readonly element: number;
  readonly offset: number;
  readonly length: number;
  /** From the start of the show, in unscaled text space. */
  readonly x: number;
  /** To the next glyph, spacing included, in unscaled text space. */
  readonly advance: number;
  readonly origin: Point;
  /** Unit vector along the baseline, in user space. */
  readonly direction: Point;
  readonly sizePt: number;
  /** Without spacing. */
  readonly widthPt: number;
  /** Written as in a mirror. */
  readonly isMirrored: boolean;
  readonly isSpace: boolean;
}

/** What a font's name, flags and descriptor tell. */
export interface FontFacts {
  /** `/BaseFont`, without the subset's tag. */
  readonly name: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isMono: boolean;
  readonly isSerif: boolean;
  /** Symbols, or letters that only formulas use. */
  readonly isMath: boolean;
  readonly isComposite: boolean;
  readonly isType3: boolean;
  /**
   * Its codes are numbers of glyphs, and nothing in the file says which letters those show: `known` where everybody knows, as the
   * font is one that all have.
   */
  readonly glyphNumbers?: 'known' | 'unknown';
}

export interface PaintedPath extends ByteRange {
  readonly stream: ContentStream;
  readonly box: Box;
  readonly isFilled: boolean;
  readonly isStroked: boolean;
  /** Operators that set the fill colour. */
  readonly fill: string;
  readonly subpaths: number;
  readonly ctm: Matrix;
}

export interface LinkAnnotation {
  readonly dict: PdfDict;
  readonly box: Box;
  readonly uri?: string;
}
