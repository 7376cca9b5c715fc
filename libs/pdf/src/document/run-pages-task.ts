import type { UntouchedPage } from '@polyspool/contracts/pdf';
import { runTask } from '@polyspool/processes/run-task';
import { z } from 'zod';
import { type Attempt, giveUpPages, type GivenUpPage } from './give-up-pages.js';
import { pagesTaskLimits } from './pages-task-limits.js';

interface PagesTask<Document, Result> {
  readonly name: string;
  readonly document: Document;
  readonly untouched: readonly UntouchedPage[];
  /** Whether results of parts may be joined. */
  readonly inParts: boolean;
  /** Takes the result of a run before the next one writes over it. */
  readonly result: () => Promise<Result>;
}

interface Watching {
  readonly signal?: AbortSignal | undefined;
  readonly onPage?: ((page: number) => void) | undefined;
  readonly onGivenUp?: ((page: GivenUpPage) => void) | undefined;
}

/** Works on the pages of a document in a process of its own; what ends that process is left as it is. */
export async function runPagesTask<Document extends { readonly pages: readonly number[] }, Result>(
  { name, document, untouched, inParts, result }: PagesTask<Document, Result>,
  { signal, onPage, onGivenUp }: Watching,
): Promise<Result[]> {
  const known = new Map(untouched.map(({ page, reason }) => [page, reason]));
  const { pages } = document;
  const run = async (attempt: Attempt) => {
    const limits = pagesTaskLimits(attempt.pages.length);
    await runTask({
      name,
      from: import.meta.url,
      input: {
        ...document,
        pages: attempt.pages,
        untouched: [...attempt.untouched].map(([page, reason]) => ({ page, reason })),
      },
      answer: z.null(),
      message: z.int(),
      onMessage: (page) => {
        attempt.onPage(page);
        onPage?.(page);
      },
      ...(signal && { signal }),
      ...limits,
      // Of a page alone, its own limit tells more than that of all: opening the file may take as long before.
      ...(attempt.isAlone && { timeoutMs: limits.timeoutMs + limits.quietMs }),
    });
    return result();
  };
  return giveUpPages({ pages, untouched: known, inParts, onGivenUp, run });
}
