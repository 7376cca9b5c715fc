import { PDF, PdfArray, PdfDict, PdfRef, PdfStream, type PdfObject } from '@libpdf/core';
import { AppError } from '@polyspool/contracts/errors';
import { limits } from '../objects/limits.js';
import { screenFile } from '../objects/screen-file.js';
import { StreamDecoder } from '../objects/stream-decoder.js';
import { inheritedEntry } from '../write/inherited-entry.js';
import type { ImageSize } from './largest-image.js';

/** They lead out of what a page draws. */
const outwards = new Set(['Parent', 'P', 'Page', 'Pg', 'Dest', 'A', 'AA', 'OC', 'OCGs']);

/**
 * Knows the pictures that a page may draw however deep they lie, where PDFium names only those of its content and its forms: masks,
 * patterns, glyphs, annotations.
 */
export class PictureScreen {
  private constructor(private readonly pdf: PDF) {}

  /** Undefined where only PDFium can read the file. Throws `document.tooComplex`. */
  static async open(bytes: Uint8Array, password: string): Promise<PictureScreen | undefined> {
    try {
      screenFile(bytes);
      const pdf = await PDF.load(bytes, { lenient: false, ...(password && { credentials: password }) });
      return pdf.isEncrypted && !pdf.isAuthenticated ? undefined : new PictureScreen(pdf);
    } catch (error) {
      if (error instanceof AppError && error.code === 'document.tooComplex') throw error;
      return undefined;
    }
  }

  /** First = 1. Throws `document.tooComplex`. */
  largestOn(page: number): ImageSize | undefined {
    const dict = this.pdf.getPage(page - 1)?.dict;
    if (!dict) return undefined;
    const seen = new Set<PdfObject>([dict]);
    const waiting = [...this.resourcesUsedBy(dict), dict.get('Annots')];
    let largest: ImageSize | undefined;
    while (waiting.length) {
      const next = waiting.pop();
      const object = next instanceof PdfRef ? this.pdf.getObject(next) : next;
      if (!object || seen.has(object)) continue;
      seen.add(object);
      if (seen.size > limits.objects)
        throw new AppError('document.tooComplex', `Page ${page} has more than ${limits.objects} objects`);
      if (object instanceof PdfDict) largest = larger(largest, this.sizeOf(object));
      for (const child of childrenOf(object)) waiting.push(child);
    }
    return largest;
  }

  /** Pages may share what only some of them draw. */
  private resourcesUsedBy(page: PdfDict): PdfObject[] {
    const resolve = (reference: PdfRef) => this.pdf.getObject(reference);
    const entry = inheritedEntry(this.pdf, page, 'Resources');
    const resources = entry instanceof PdfRef ? resolve(entry) : entry;
    if (!(resources instanceof PdfDict)) return [];
    const content = this.contentOf(page);
    return [...resources].flatMap(([, value]) => {
      const named = value instanceof PdfRef ? resolve(value) : value;
      if (!(named instanceof PdfDict)) return named ? [named] : [];
      return [...named].flatMap(([name, one]) => (mayName(content, name.value) ? [one] : []));
    });
  }

  /** Undefined where it cannot be decoded. */
  private contentOf(page: PdfDict): string | undefined {
    const resolve = (reference: PdfRef) => this.pdf.getObject(reference);
    const contents = page.get('Contents', resolve);
    const parts = contents instanceof PdfArray ? [...contents] : [contents];
    const decoder = new StreamDecoder(resolve);
    try {
      const streams = parts.map((part) => (part instanceof PdfRef ? resolve(part) : part));
      return streams.map((part) => (part instanceof PdfStream ? latin1(decoder.decode(part)) : '')).join('\n');
    } catch (error) {
      if (error instanceof AppError && error.code === 'file.unreadable') return undefined;
      throw error;
    }
  }

  private sizeOf(dict: PdfDict): ImageSize | undefined {
    const resolve = (reference: PdfRef) => this.pdf.getObject(reference);
    if (dict.getName('Subtype', resolve)?.value !== 'Image') return undefined;
    const [widthPx = 0, heightPx = 0] = ['Width', 'Height'].map((key) => dict.getNumber(key, resolve)?.value);
    return { widthPx, heightPx };
  }
}

/** A name may be written in other ways, too (`/#49m`). */
const mayName = (content: string | undefined, name: string) =>
  content === undefined || content.includes('#') || content.includes(`/${name}`);

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

function childrenOf(object: PdfObject): PdfObject[] {
  if (object instanceof PdfArray) return [...object].filter(isContainer);
  if (!(object instanceof PdfDict)) return [];
  return [...object].flatMap(([key, value]) => (isContainer(value) && !outwards.has(key.value) ? [value] : []));
}

const isContainer = (value: PdfObject) =>
  value instanceof PdfRef || value instanceof PdfDict || value instanceof PdfArray;

export const larger = (one: ImageSize | undefined, other: ImageSize | undefined) =>
  !one || (other && pixelsOf(other) > pixelsOf(one)) ? other : one;

const pixelsOf = ({ widthPx, heightPx }: ImageSize) => widthPx * heightPx;
