import { deflateSync } from 'node:zlib';
import { PdfArray, PdfDict } from '@libpdf/core';
import type { PDF, PdfObject } from '@libpdf/core';
import type { Box } from '../content/matrix.js';
import type { PageContent } from '../content/page-content.js';

/** A page before new text was written into it, for those who want to see both. */
export interface OriginalPage {
  /** First = 1. */
  readonly page: number;
  readonly contents: PdfObject | undefined;
  readonly links: readonly PdfDict[];
  /** How it is shown; undefined where its content could not be read. */
  readonly shown?: {
    /** Deflated. */
    readonly content: Uint8Array;
    readonly view: Box;
    readonly rotation: 0 | 90 | 180 | 270;
  };
}

/** Must be called before the page is written: its links move then. */
export function originalPage(pdf: PDF, page: number, content?: PageContent): OriginalPage {
  const dict = pageDict(pdf, page);
  const annotations = dict.getArray('Annots', resolverOf(pdf));
  return {
    page,
    contents: dict.get('Contents'),
    links: annotations ? linksAmong(pdf, annotations) : [],
    ...(content && { shown: shownOf(content) }),
  };
}

const shownOf = ({ streams, view, rotation }: PageContent) => ({
  content: deflateSync(streams[0]?.bytes ?? new Uint8Array()),
  view,
  rotation,
});

export function pageDict(pdf: PDF, page: number): PdfDict {
  const found = pdf.getPage(page - 1);
  if (!found) throw new RangeError(`The document has no page ${page}`);
  return found.dict;
}

export const resolverOf = (pdf: PDF) => (ref: Parameters<PDF['getObject']>[0]) => pdf.getObject(ref);

/** Copies: fields of forms and notes can be on one page only, links may lead from two. */
function linksAmong(pdf: PDF, annotations: PdfArray): PdfDict[] {
  return Array.from({ length: annotations.length }, (_, index) => annotations.at(index, resolverOf(pdf))).flatMap(
    (annotation) => {
      const isLink = annotation instanceof PdfDict && annotation.getName('Subtype', resolverOf(pdf))?.value === 'Link';
      if (!isLink) return [];
      const copy = annotation.clone();
      for (const key of ['StructParent', 'P', 'NM', 'Parent']) copy.delete(key);
      return [copy];
    },
  );
}
