import type { UntouchedPage } from '@polyspool/contracts/pdf';
import { runTask } from '@polyspool/processes/run-task';
import { z } from 'zod';
import { giveUpPages } from './give-up-pages.js';
import { pagesTaskLimits } from './pages-task-limits.js';

interface PagesTask<Document> {
  readonly name: string;
  readonly document: Document;
  readonly untouched: readonly UntouchedPage[];
  /** Of a page that ends the process. */
  readonly chances: number;
}

interface Watching {
  readonly signal?: AbortSignal | undefined;
  readonly onPage?: ((page: number) => void) | undefined;
}

/** Works on the pages of a document in a process of its own; what ends that process is left as it is. */
export async function runPagesTask<Document extends { readonly pages: readonly number[] }>(
  { name, document, untouched, chances }: PagesTask<Document>,
  { signal, onPage }: Watching,
): Promise<void> {
  const known = new Map(untouched.map(({ page, reason }) => [page, reason]));
  await giveUpPages({ untouched: known, chances }, (attempt) =>
    runTask({
      name,
      from: import.meta.url,
      input: { ...document, untouched: [...attempt.untouched].map(([page, reason]) => ({ page, reason })) },
      answer: z.null(),
      message: z.int(),
      onMessage: (page) => {
        attempt.onPage(page);
        onPage?.(page);
      },
      ...(signal && { signal }),
      ...pagesTaskLimits(document.pages.length),
    }),
  );
}
