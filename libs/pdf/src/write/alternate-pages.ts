import { PdfArray } from '@libpdf/core';
import type { PDF } from '@libpdf/core';
import { ownInheritedEntries } from './inherited-entry.js';
import { pageDict } from './original-page.js';
import type { OriginalPage } from './original-page.js';

/** What belongs to one page only. */
const unique = ['StructParents', 'B', 'AA', 'PieceInfo', 'Metadata', 'Thumb', 'Annots', 'Tabs'];

/** Puts each page as it was before the page that it has become; answers what takes them out again. */
export function alternatePages(pdf: PDF, originals: readonly OriginalPage[]): () => void {
  ownInheritedEntries(pdf);
  const added: number[] = [];
  for (const original of originals.toSorted((a, b) => a.page - b.page)) {
    const page = pageDict(pdf, original.page + added.length).clone();
    for (const key of unique) page.delete(key);
    if (original.contents) page.set('Contents', original.contents);
    else page.delete('Contents');
    if (original.links.length) page.set('Annots', new PdfArray(original.links.map((link) => pdf.register(link))));
    const index = original.page - 1 + added.length;
    pdf.insertPage(index, page);
    added.push(index);
  }
  return () => {
    for (const index of added.toReversed()) pdf.removePage(index);
  };
}
