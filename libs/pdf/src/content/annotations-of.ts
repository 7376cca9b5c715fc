import { PdfDict, type PDFPage } from '@libpdf/core';
import { numbersOf } from '../objects/numbers-of.js';
import type { Resolve } from '../objects/stream-decoder.js';
import type { Box } from './matrix.js';

export interface Annotation {
  readonly dict: PdfDict;
  readonly box: Box;
}

/** Those of a page that are of one kind. */
export function annotationsOf(page: PDFPage, subtype: 'Link' | 'Widget', resolve: Resolve): Annotation[] {
  const annotations = page.dict.getArray('Annots', resolve);
  return Array.from({ length: annotations?.length ?? 0 }, (_, index) => annotations?.at(index, resolve)).flatMap(
    (dict) =>
      dict instanceof PdfDict && dict.getName('Subtype', resolve)?.value === subtype
        ? [{ dict, box: boxOf(dict, resolve) }]
        : [],
  );
}

function boxOf(dict: PdfDict, resolve: Resolve): Box {
  const [x = 0, y = 0, endX = 0, endY = 0] = numbersOf(dict.getArray('Rect', resolve), 4, resolve) ?? [];
  return [Math.min(x, endX), Math.min(y, endY), Math.max(x, endX), Math.max(y, endY)];
}
