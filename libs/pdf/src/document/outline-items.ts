import { PdfDict } from '@libpdf/core';
import type { PDF, PdfObject } from '@libpdf/core';

export interface OutlineItem {
  /** `outline-<n>`, in the order in which the bookmarks stand, first = 1. */
  readonly id: string;
  readonly title: string;
  readonly dict: PdfDict;
}

/** A damaged outline may lead in circles. */
const mostItems = 20_000;

/** The bookmarks of a document, from top to bottom. */
export function outlineItems(pdf: PDF): OutlineItem[] {
  const resolve = (ref: Parameters<PDF['getObject']>[0]) => pdf.getObject(ref);
  const items: OutlineItem[] = [];
  const seen = new Set<PdfObject>();
  const waiting = [pdf.getCatalog().getDict('Outlines', resolve)?.get('First', resolve)];
  while (waiting.length && items.length < mostItems) {
    const dict = waiting.pop();
    if (!(dict instanceof PdfDict) || seen.has(dict)) continue;
    seen.add(dict);
    const title = dict.getString('Title', resolve)?.asString() ?? '';
    items.push({ id: `outline-${items.length + 1}`, title, dict });
    waiting.push(dict.get('Next', resolve), dict.get('First', resolve));
  }
  return items;
}
