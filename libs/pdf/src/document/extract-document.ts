import { runTask } from '@polyspool/processes/run-task';
import { z } from 'zod';
import type { UntouchedPage } from '@polyspool/contracts/pdf';
import { giveUpPages } from './give-up-pages.js';
import { pagesTaskLimits } from './pages-task-limits.js';

export interface DocumentToExtract {
  readonly path: string;
  readonly password?: string | undefined;
  /** First = 1. */
  readonly pages: readonly number[];
  /** Takes a `DocumentIr` as JSON. */
  readonly irPath: string;
  /** A `ScanFile` as JSON: pages whose text was recognised in their picture. */
  readonly scansPath?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called when a page is begun. */
  readonly onPage?: (page: number) => void;
}

export interface ExtractTask extends Omit<DocumentToExtract, 'signal' | 'onPage'> {
  readonly untouched: readonly UntouchedPage[];
}

/**
 * Reads what a document says, in a process of its own. A page that ends that process twice is in the result as one that is
 * left as it is.
 */
export async function extractDocument({ signal, onPage, ...document }: DocumentToExtract): Promise<void> {
  await giveUpPages({ untouched: new Map(), chances: 1 }, (attempt) => {
    const input: ExtractTask = {
      ...document,
      untouched: [...attempt.untouched].map(([page, reason]) => ({ page, reason })),
    };
    return runTask({
      name: 'extract-document.task',
      from: import.meta.url,
      input,
      answer: z.null(),
      message: z.int(),
      onMessage: (page) => {
        attempt.onPage(page);
        onPage?.(page);
      },
      ...(signal && { signal }),
      ...pagesTaskLimits(document.pages.length),
    });
  });
}
