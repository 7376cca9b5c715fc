import { runTask } from '@polyspool/processes/run-task';
import { z } from 'zod';
import type { Matrix } from '../content/matrix.js';
import { pagesTaskLimits } from '../document/pages-task-limits.js';

export interface PagesToRender {
  readonly path: string;
  readonly password?: string | undefined;
  /** First = 1. */
  readonly pages: readonly number[];
  readonly dpi: number;
  /** Takes the pictures: `page-<n>.png`. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  readonly onPage?: (page: number) => void;
}

const Numbers6 = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);

export const PagePicture = z.object({
  page: z.int().positive(),
  path: z.string(),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** Lower than was asked for where the page is very large. */
  dpi: z.number().positive(),
  /** From pixels (x to the right, y downwards) to default user space in points. */
  toPage: Numbers6.transform((numbers): Matrix => numbers),
});
export type PagePicture = z.output<typeof PagePicture>;

/** A page of A3 at 300 dots per inch. */
export const maxPicturePixels = 20_000_000;

/** Pictures of pages as people see them, drawn by PDFium in a process of its own. */
export function renderPages({ signal, onPage, ...input }: PagesToRender): Promise<PagePicture[]> {
  return runTask({
    name: 'render-pages.task',
    from: import.meta.url,
    input,
    answer: z.array(PagePicture),
    message: z.int(),
    onMessage: (page) => onPage?.(page),
    ...(signal && { signal }),
    ...pagesTaskLimits(input.pages.length),
  });
}
