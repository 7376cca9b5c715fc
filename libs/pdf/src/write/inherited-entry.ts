import { PdfDict } from '@libpdf/core';
import type { PDF, PdfObject } from '@libpdf/core';

/** What a page may have from the nodes above it (ISO 32000-1, 7.7.3.4). */
const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

const deepest = 100;

/** An entry of a page, its own or from above, as it stands there. */
export function inheritedEntry(pdf: PDF, page: PdfDict, key: (typeof inheritable)[number]): PdfObject | undefined {
  let node: PdfObject | undefined = page;
  for (let depth = 0; depth < deepest && node instanceof PdfDict; depth += 1) {
    const entry: PdfObject | undefined = node.get(key);
    if (entry !== undefined) return entry;
    node = node.get('Parent', (ref) => pdf.getObject(ref));
  }
  return undefined;
}

/** Gives every page what it has from above: putting pages in makes one level of all. */
export function ownInheritedEntries(pdf: PDF) {
  for (const { dict } of pdf.getPages())
    for (const key of inheritable) {
      const entry = inheritedEntry(pdf, dict, key);
      if (entry !== undefined) dict.set(key, entry);
    }
}
