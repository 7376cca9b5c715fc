import { PdfDict } from '@libpdf/core';
import type { PDF, PdfRef } from '@libpdf/core';
import type { FontFace } from '../typeset/font-face.js';
import { EmbeddedFont } from './embedded-font.js';
import { fillFont } from './fill-font.js';

/** The fonts of new text, one of each kind in a document, reduced to the glyphs in use at the end. */
export class FontEmbedder {
  readonly #fonts = new Map<FontFace, EmbeddedFont>();
  readonly #names = new WeakMap<PdfDict, Map<PdfRef, string>>();

  constructor(private readonly pdf: PDF) {}

  use(face: FontFace): EmbeddedFont {
    const known = this.#fonts.get(face);
    if (known) return known;
    const dict = new PdfDict();
    const font = new EmbeddedFont(face, dict, this.pdf.register(dict));
    this.#fonts.set(face, font);
    return font;
  }

  /** What a font is called in these resources, where it is put if it is not in them. */
  nameIn(resources: PdfDict, font: PdfRef): string {
    const fonts = this.#fontsIn(resources);
    const names = this.#names.get(fonts) ?? new Map<PdfRef, string>();
    this.#names.set(fonts, names);
    const known = names.get(font);
    if (known) return known;
    const name = freeName(fonts, names.size);
    fonts.set(name, font);
    names.set(font, name);
    return name;
  }

  /** Makes a font that other resources name known in these; undefined where they have none of that name. */
  borrow(from: PdfDict, name: string, into: PdfDict): string | undefined {
    const font = this.#fontsIn(from).get(name);
    return font?.type === 'ref' ? this.nameIn(into, font) : undefined;
  }

  async finish() {
    for (const [index, font] of [...this.#fonts.values()].entries()) await fillFont(this.pdf, font, index);
  }

  #fontsIn(resources: PdfDict) {
    const known = resources.getDict('Font', (ref) => this.pdf.getObject(ref));
    if (known) return known;
    const fonts = new PdfDict();
    resources.set('Font', fonts);
    return fonts;
  }
}

function freeName(dict: PdfDict, from: number) {
  let number = from;
  while (dict.has(`PsF${number}`)) number += 1;
  return `PsF${number}`;
}
