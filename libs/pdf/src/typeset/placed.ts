import type { Block, Formula } from '../layout/block.js';
import type { TextSpan } from '../document/document.js';
import type { FontFace } from './font-face.js';

/** A block with its new text, line by line, in the block's frame. What writes it decides nothing any more. */
export interface PlacedBlock {
  readonly block: Block;
  /** Of the block's size; 1 where nothing had to give. */
  readonly scale: number;
  readonly lines: readonly PlacedLine[];
  /** Even the smallest size did not fit. */
  readonly isOverflowing: boolean;
  /** Names of fonts taken because the block's own kind of font lacks a character. */
  readonly fallbackFonts: readonly string[];
  /** That no font has: an empty box stands for each of them. */
  readonly missingCharacters: readonly string[];
}

export interface PlacedLine {
  readonly baseline: number;
  /** In the order in which they stand, left to right. */
  readonly runs: readonly PlacedRun[];
}

export type PlacedRun = GlyphRun | FormulaRun;

/** Glyphs of one font and size, shaped. */
export interface GlyphRun {
  readonly font: FontFace;
  readonly sizePt: number;
  readonly x: number;
  readonly widthPt: number;
  /** Raised or lowered against the baseline. */
  readonly risePt: number;
  readonly glyphs: readonly ShapedGlyph[];
  readonly span?: TextSpan;
  /** Its glyphs alone do not tell its text (conjuncts of Indic scripts): an /ActualText has to. */
  readonly actualText?: string;
}

export interface ShapedGlyph {
  readonly glyphId: number;
  /** The text that it stands for; empty for all but one of those that stand for one text together. */
  readonly text: string;
  /** Where it stands against where the one before it ended, and to the next; with justification. In points. */
  readonly advancePt: number;
  readonly offsetXPt: number;
  readonly offsetYPt: number;
}

export interface FormulaRun {
  readonly formula: Formula;
  readonly x: number;
  readonly widthPt: number;
  readonly scale: number;
}
