import { boxAfter, type Box } from '../content/matrix.js';
import { intoFrame } from '../layout/frame.js';
import type { ScanPage } from '../scan/scan-page.js';
import type { PageToCompare } from './compare-documents.js';

export interface ComparedPages {
  /** First = 1. */
  readonly pages: readonly number[];
  /** Of these both pictures are kept. */
  readonly pictured: ReadonlySet<number>;
  readonly scans: ReadonlyMap<number, ScanPage>;
}

/** What is to be compared of each page. The words of a scan are no text in the file: where they were has to be said. */
export const comparedPages = ({ pages, pictured, scans }: ComparedPages): PageToCompare[] =>
  pages.map((page) => {
    const scan = scans.get(page);
    return { page, withPictures: pictured.has(page), ...(scan && { textBoxes: wordBoxes(scan) }) };
  });

/** In default user space. */
function wordBoxes({ angleDegrees, lines }: ScanPage): Box[] {
  const back = intoFrame(-angleDegrees);
  return lines.flatMap(({ words }) => words.map(({ x, bottom, endX, top }) => boxAfter(back, [x, bottom, endX, top])));
}
