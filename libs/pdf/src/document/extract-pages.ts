import { AppError } from '@polyspool/contracts/errors';
import { readPage } from '../content/read-page.js';
import { joinPages } from '../layout/join-pages.js';
import { toIr } from '../layout/to-ir.js';
import type { OpenDocument } from '../objects/open-document.js';
import { layOutReadPage } from '../scan/lay-out-read-page.js';
import type { ScanPage } from '../scan/scan-page.js';
import type { DocumentIr, PageIr } from './document.js';
import { documentTitle } from './document-title.js';
import { outlineItems } from './outline-items.js';
import { untouchedIr } from './untouched-ir.js';

export interface Extraction {
  /** First = 1. */
  readonly pages: readonly number[];
  /** Not to be read, because. */
  readonly untouched?: ReadonlyMap<number, string>;
  /** Whose text was recognised in their picture. */
  readonly scans?: ReadonlyMap<number, ScanPage>;
  /** Called before each page is read. */
  readonly onPage?: (page: number) => void;
}

/** What a document says. A page that cannot be read is in it as one that is left as it is. */
export async function extractPages(document: OpenDocument, extraction: Extraction): Promise<DocumentIr> {
  const pages: PageIr[] = [];
  for (const page of extraction.pages) {
    extraction.onPage?.(page);
    const reason = extraction.untouched?.get(page);
    pages.push(
      reason === undefined
        ? await extractPage(document, page, extraction.scans?.get(page))
        : untouchedIr({ page, reason }),
    );
  }
  const outline = outlineItems(document.pdf).filter(({ title }) => /\p{L}/u.test(title));
  const title = documentTitle(document.pdf);
  return {
    version: 1,
    pages: joinPages(pages),
    outline: outline.map(({ id, title: text }) => ({ id, title: text })),
    ...(title && { title }),
  };
}

async function extractPage(document: OpenDocument, page: number, scan?: ScanPage): Promise<PageIr> {
  try {
    const content = await readPage(document, page);
    return 'reason' in content ? untouchedIr(content) : toIr(layOutReadPage(content, scan));
  } catch (error) {
    return untouchedIr({ page, reason: AppError.from(error).message });
  }
}
