import { PdfArray, PdfDict, PdfRef, PdfStream, type PdfObject } from '@libpdf/core';
import { AppError } from '@polyspool/contracts/errors';
import { limits } from './limits.js';
import type { Resolve, StreamDecoder } from './stream-decoder.js';

/** They lead out of what a page draws. */
const outwards = new Set(['Parent', 'P', 'Page', 'Pg', 'Dest', 'StructParent', 'OC', 'OCGs']);

/** Decodes within limits, once in a document, what other libraries decode without any: fonts, profiles, functions, forms. */
export class ResourceScreen {
  readonly #seen = new Set<PdfObject>();

  constructor(
    private readonly resolve: Resolve,
    private readonly decoder: StreamDecoder,
  ) {}

  /** Throws `document.tooComplex`. */
  screen(resources: PdfDict) {
    const waiting: PdfObject[] = [resources];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const object = next instanceof PdfRef ? this.resolve(next) : next;
      if (!object || this.#seen.has(object)) continue;
      if (object instanceof PdfDict) this.#enter(object, waiting);
      else if (object instanceof PdfArray) {
        this.#note(object);
        for (const item of object) if (isContainer(item)) waiting.push(item);
      }
    }
  }

  #enter(dict: PdfDict, waiting: PdfObject[]) {
    this.#note(dict);
    if (dict instanceof PdfStream) {
      // Pictures are never decoded.
      if (dict.getName('Subtype', this.resolve)?.value === 'Image') return;
      this.#decode(dict);
    }
    for (const [key, value] of dict) if (isContainer(value) && !outwards.has(key.value)) waiting.push(value);
  }

  #decode(stream: PdfStream) {
    try {
      this.decoder.decode(stream);
    } catch (error) {
      // A filter that nobody knows expands nothing.
      if (!(error instanceof AppError && error.code === 'file.unreadable')) throw error;
    }
  }

  #note(object: PdfObject) {
    this.#seen.add(object);
    if (this.#seen.size > limits.objects)
      throw new AppError('document.tooComplex', 'The document has too many objects');
  }
}

const isContainer = (value: PdfObject) =>
  value instanceof PdfRef || value instanceof PdfDict || value instanceof PdfArray;
