/** A font file that text can be shaped in and that can be embedded. Lengths are in ems. */
export interface FontFace {
  /** PostScript name. */
  readonly name: string;
  readonly path: string;
  /** In a collection; 0 in a file of one font. */
  readonly faceIndex: number;
  /** It is another face, made narrower. */
  readonly condensed?: { readonly of: FontFace; readonly ratio: number };
  readonly ascender: number;
  readonly descender: number;
  covers(codePoint: number): boolean;
  /** Of the font itself, before any kerning. */
  advanceOf(glyphId: number): number;
  shape(text: string, direction: 'ltr' | 'rtl', language?: string): readonly ShapedCluster[];
}

/** Glyphs that stand for one text together, in the order in which they stand. */
export interface ShapedCluster {
  readonly text: string;
  readonly glyphs: readonly {
    readonly glyphId: number;
    readonly advance: number;
    readonly offsetX: number;
    readonly offsetY: number;
  }[];
}
