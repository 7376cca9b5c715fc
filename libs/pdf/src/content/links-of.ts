import { PdfDict, type PDFPage } from '@libpdf/core';
import { numbersOf } from '../objects/numbers-of.js';
import type { Resolve } from '../objects/stream-decoder.js';
import type { LinkAnnotation } from './page-content.js';

/** Link annotations of a page, those that lead to other places in the document included. */
export function linksOf(page: PDFPage, resolve: Resolve): LinkAnnotation[] {
  const annotations = page.dict.getArray('Annots', resolve);
  return Array.from({ length: annotations?.length ?? 0 }, (_, index) => annotations?.at(index, resolve)).flatMap(
    (dict) =>
      dict instanceof PdfDict && dict.getName('Subtype', resolve)?.value === 'Link' ? linkOf(dict, resolve) : [],
  );
}

function linkOf(dict: PdfDict, resolve: Resolve): LinkAnnotation[] {
  const [x = 0, y = 0, endX = 0, endY = 0] = numbersOf(dict.getArray('Rect', resolve), 4, resolve) ?? [];
  const action = dict.getDict('A', resolve);
  const uri = action?.getName('S', resolve)?.value === 'URI' ? action.getString('URI', resolve)?.asString() : undefined;
  const box = [Math.min(x, endX), Math.min(y, endY), Math.max(x, endX), Math.max(y, endY)] as const;
  return [uri === undefined ? { dict, box } : { dict, box, uri }];
}
