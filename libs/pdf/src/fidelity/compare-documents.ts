import { runTask } from '@polyspool/processes/run-task';
import { z } from 'zod';
import type { Box } from '../content/matrix.js';
import { pagesTaskLimits } from '../document/pages-task-limits.js';

export interface DocumentsToCompare {
  readonly before: DocumentFile;
  readonly after: DocumentFile;
  readonly pages: readonly PageToCompare[];
  /** Takes the pictures: `before-<n>.png` and `after-<n>.png`. */
  readonly folder: string;
  /** For all pages; each has its limit too. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onPage?: (page: number) => void;
}

export interface DocumentFile {
  readonly path: string;
  readonly password?: string | undefined;
}

export interface PageToCompare {
  /** First = 1; the same in both documents. */
  readonly page: number;
  readonly withPictures: boolean;
  /** Where text was or is, beside what the documents themselves say: of scans, in default user space. */
  readonly textBoxes?: readonly Box[] | undefined;
}

const PageComparison = z.object({
  page: z.int().positive(),
  /** Share of the pixels outside of text that look different now, at 72 dots per inch; nothing of a page that is not drawn. */
  changedPixels: z.number().min(0).max(1).optional(),
  /** Pictures at 144 dots per inch, where they were asked for. */
  beforePath: z.string().optional(),
  afterPath: z.string().optional(),
});
export type PageComparison = z.output<typeof PageComparison>;

/** What has changed on pages beside their text, as PDFium draws them, in a process of its own. */
export function compareDocuments(comparing: DocumentsToCompare): Promise<PageComparison[]> {
  const { signal, onPage, timeoutMs = Infinity, ...input } = comparing;
  const limits = pagesTaskLimits(input.pages.length);
  return runTask({
    name: 'compare-documents.task',
    from: import.meta.url,
    input,
    answer: z.array(PageComparison),
    message: z.int(),
    onMessage: (page) => onPage?.(page),
    ...(signal && { signal }),
    ...limits,
    timeoutMs: Math.min(timeoutMs, limits.timeoutMs),
  });
}
