import { PdfArray, PdfDict, type PdfObject } from '@libpdf/core';
import { AppError } from '@polyspool/contracts/errors';
import { limits } from './limits.js';
import type { Resolve } from './stream-decoder.js';

/** The dictionaries of an array, references resolved. */
export function dictsOf(array: PdfArray | undefined, resolve: Resolve): PdfDict[] {
  const dicts: PdfDict[] = [];
  for (let index = 0; index < (array?.length ?? 0); index++) {
    const value = array?.at(index, resolve);
    if (value instanceof PdfDict) dicts.push(value);
  }
  return dicts;
}

/** A dictionary and all below it, each once, whatever circles they form. */
export function everyDict(roots: readonly PdfDict[], below: (dict: PdfDict) => readonly PdfDict[]): PdfDict[] {
  const seen = new Set<PdfDict>(roots);
  for (const dict of seen) {
    for (const child of below(dict)) seen.add(child);
    if (seen.size > limits.objects) throw new AppError('document.tooComplex', 'A tree of the document has no end');
  }
  return [...seen];
}

/** Fields of the form and their parts (ISO 32000-1, 12.7.3). */
export function fieldDictsOf(catalog: PdfDict, resolve: Resolve): PdfDict[] {
  const roots = dictsOf(catalog.getDict('AcroForm', resolve)?.getArray('Fields', resolve), resolve);
  return everyDict(roots, (field) => dictsOf(field.getArray('Kids', resolve), resolve));
}

/** Bookmarks (12.3.3). */
export function outlineDictsOf(catalog: PdfDict, resolve: Resolve): PdfDict[] {
  const root = catalog.getDict('Outlines', resolve);
  return everyDict(root ? [root] : [], (item) =>
    ['First', 'Next'].flatMap((key) => item.getDict(key, resolve) ?? []),
  ).filter((item) => item !== root);
}

/** Values of a name tree (7.9.6). */
export function nameTreeValues(root: PdfDict | undefined, resolve: Resolve): (PdfObject | undefined)[] {
  const nodes = everyDict(root ? [root] : [], (node) => dictsOf(node.getArray('Kids', resolve), resolve));
  return nodes.flatMap((node) => {
    const names = node.getArray('Names', resolve);
    return Array.from({ length: (names?.length ?? 0) >> 1 }, (_, index) => names?.at(2 * index + 1, resolve));
  });
}
