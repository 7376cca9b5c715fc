import { z } from 'zod';
import { AppError } from './errors.js';

/** The unit of work of jobs over documents. */
export const documentPages = 'pages';

/** Pages of a document as people write them: `1-3,7,20-` . First = 1. */
export const PageRange = z
  .string()
  .max(500)
  .regex(/^\s*\d{1,5}(\s*-\s*(\d{1,5})?)?(\s*,\s*\d{1,5}(\s*-\s*(\d{1,5})?)?)*\s*$/, 'Write pages as 1-3,7,20-');
export type PageRange = z.output<typeof PageRange>;

/** Each page once, in order; all of them where nothing is said. Throws `document.pageOutside`. */
export function pagesIn(range: PageRange | undefined, pageCount: number): number[] {
  if (range === undefined) return upTo(1, pageCount);
  const pages = range.split(',').flatMap((part) => {
    const [from = '', to = from] = part.split('-').map((side) => side.trim());
    return pagesBetween(Number(from), to === '' ? pageCount : Number(to), pageCount);
  });
  return [...new Set(pages)].sort((a, b) => a - b);
}

function pagesBetween(from: number, to: number, pageCount: number) {
  if (from >= 1 && from <= to && to <= pageCount) return upTo(from, to);
  const pages = from === to ? `There is no page ${from}` : `There are no pages ${from} to ${to}`;
  const last = pageCount === 1 ? 'the document has one page' : `the document has pages 1 to ${pageCount}`;
  const detail = `${pages}: ${last}`;
  throw new AppError('document.pageOutside', detail, { pointers: [{ pointer: '/pages', detail }] });
}

const upTo = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
