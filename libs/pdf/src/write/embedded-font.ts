import type { PdfDict, PdfRef } from '@libpdf/core';
import { AppError } from '@polyspool/contracts/errors';
import type { FontFace } from '../typeset/font-face.js';

const mostCodes = 0xffff;

/** A font as far as it is used in a document: each code stands for a glyph and the text that it is there for. */
export class EmbeddedFont {
  readonly #codes = new Map<string, number>();
  readonly #uses: { readonly glyphId: number; readonly text: string }[] = [];

  constructor(
    readonly face: FontFace,
    readonly dict: PdfDict,
    readonly ref: PdfRef,
  ) {}

  codeOf(glyphId: number, text: string): number {
    const key = `${glyphId} ${text}`;
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = this.#uses.push({ glyphId, text });
    if (code > mostCodes)
      throw new AppError('document.tooComplex', `More than ${mostCodes} different signs of ${this.face.name}`);
    this.#codes.set(key, code);
    return code;
  }

  /** By code, the first being 1. */
  get uses(): readonly { readonly glyphId: number; readonly text: string }[] {
    return this.#uses;
  }

  /** In thousandths of an em: as the PDF will say it, and viewers will move. */
  widthOf(glyphId: number): number {
    return Math.round(this.face.advanceOf(glyphId) * 1000);
  }
}
