import { AppError } from '@polyspool/contracts/errors';
import type { PdfDict, PdfStream } from '@libpdf/core';
import type { Resolve, StreamDecoder } from '../objects/stream-decoder.js';
import { limits } from '../objects/limits.js';
import { fontFactsOf, noFont } from './font-facts.js';
import type { Box, Matrix } from './matrix.js';
import type { ContentStream, FontFacts, Glyph, PaintedPath, TextShow } from './page-content.js';
import type { TextEvents } from './text-events.js';

/** What pdf.js knows about a font it has loaded. */
export interface LoadedFont {
  readonly fontMatrix?: Matrix;
  readonly vertical?: boolean;
  readonly isType3Font?: boolean;
  readonly bbox?: Box;
  readonly composite?: boolean;
  /** By code, in thousandths of an em. */
  readonly widths?: readonly (number | undefined)[];
}

export interface PageSources {
  readonly resolve: Resolve;
  readonly decoder: StreamDecoder;
  readonly events: TextEvents;
  readonly loadedFont: (id: string) => LoadedFont | undefined;
}

/** The content streams and pdf.js do not tell the same story: nobody knows which glyph is which. */
export class Desync extends Error {
  override readonly name = 'Desync';
}

/** What is found while the streams of a page are walked through. */
export class PageCollector {
  readonly streams: ContentStream[] = [];
  readonly shows: TextShow[] = [];
  readonly glyphs: Glyph[] = [];
  readonly paths: PaintedPath[] = [];
  readonly images: Box[] = [];
  readonly forms: Box[] = [];
  readonly #fonts = new Map<PdfDict, FontFacts>();

  constructor(readonly sources: PageSources) {}

  addStream(stream: Omit<ContentStream, 'index'>): ContentStream {
    const added = { ...stream, index: this.streams.length };
    this.streams.push(added);
    return added;
  }

  addGlyph(glyph: Glyph) {
    this.glyphs.push(glyph);
    if (this.glyphs.length > limits.glyphs) {
      throw new AppError('document.tooComplex', `The page shows more than ${limits.glyphs} characters`);
    }
  }

  /** Of the font that a stream calls by a name. */
  fontNamed(name: string, resources: PdfDict): FontFacts {
    const { resolve } = this.sources;
    return this.factsOf(resources.getDict('Font', resolve)?.getDict(name, resolve));
  }

  factsOf(font: PdfDict | undefined): FontFacts {
    if (!font) return noFont;
    const facts = this.#fonts.get(font) ?? fontFactsOf(font, this.sources.resolve);
    this.#fonts.set(font, facts);
    return facts;
  }

  decode = (stream: PdfStream) => this.sources.decoder.decode(stream);
}
