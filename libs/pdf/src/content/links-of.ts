import type { PDFPage } from '@libpdf/core';
import type { Resolve } from '../objects/stream-decoder.js';
import { annotationsOf } from './annotations-of.js';
import type { LinkAnnotation } from './page-content.js';

/** Link annotations of a page, those that lead to other places in the document included. */
export function linksOf(page: PDFPage, resolve: Resolve): LinkAnnotation[] {
  return annotationsOf(page, 'Link', resolve).map((link) => {
    const action = link.dict.getDict('A', resolve);
    if (action?.getName('S', resolve)?.value !== 'URI') return link;
    const uri = action.getString('URI', resolve)?.asString();
    return uri === undefined ? link : { ...link, uri };
  });
}
