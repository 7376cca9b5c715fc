import { PdfArray, PdfDict } from '@libpdf/core';
import type { PDF, PdfObject } from '@libpdf/core';
import { everyDict } from '../objects/tree-walks.js';
import type { Resolve } from '../objects/stream-decoder.js';
import { resolverOf } from './original-page.js';

/** What a tag says in place of its content; not the alternate text of pictures, which have not changed. */
const oldWords = ['ActualText', 'E'];

/** Tags may repeat the words of what they tag and name its language: what readers would be told is not what they see. */
export function forgetOldWords(
  pdf: PDF,
  { pages, isWhole }: { readonly pages: readonly number[]; readonly isWhole: boolean },
) {
  const resolve = resolverOf(pdf);
  const root = pdf.getCatalog().getDict('StructTreeRoot', resolve);
  if (!root) return;
  const changed = new Set(pages.map((page) => pdf.getPage(page - 1)?.dict));
  for (const tag of everyDict([root], (parent) => kidsOf(parent, resolve))) {
    const page = tag.getDict('Pg', resolve);
    if (!isWhole && !changed.has(page)) continue;
    for (const key of oldWords) tag.delete(key);
    tag.delete('Lang');
  }
}

function kidsOf(tag: PdfDict, resolve: Resolve): PdfDict[] {
  const kids = tag.get('K', resolve);
  if (!(kids instanceof PdfArray)) return isTag(kids) ? [kids] : [];
  return Array.from({ length: kids.length }, (_, index) => kids.at(index, resolve)).filter(isTag);
}

const isTag = (kid: PdfObject | undefined): kid is PdfDict =>
  kid instanceof PdfDict && !['MCR', 'OBJR'].includes(kid.getName('Type')?.value ?? '');
