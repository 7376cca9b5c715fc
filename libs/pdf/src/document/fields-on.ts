import { PdfDict } from '@libpdf/core';
import type { OpenDocument } from '../objects/open-document.js';

/** How many form fields, buttons included, a page has. First page = 1. */
export function fieldsOn({ pdf, resolve }: OpenDocument, page: number): number {
  const annotations = pdf.getPage(page - 1)?.dict.getArray('Annots', resolve);
  if (!annotations) return 0;
  return Array.from({ length: annotations.length }, (_, index) => annotations.at(index, resolve)).filter(
    (annotation) => annotation instanceof PdfDict && annotation.getName('Subtype', resolve)?.value === 'Widget',
  ).length;
}
