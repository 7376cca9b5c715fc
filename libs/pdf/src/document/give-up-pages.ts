import { AppError } from '@polyspool/contracts/errors';
import type { ErrorCode } from '@polyspool/contracts/errors';

/** What a page can do to the process that works on it. */
const deadly: readonly ErrorCode[] = ['process.failed', 'process.timedOut', 'process.outOfMemory'];

/** A file in which so many pages do that is given up as a whole. */
const mostPagesGivenUp = 10;

export interface Attempt {
  /** To be left as they are, because. */
  readonly untouched: ReadonlyMap<number, string>;
  readonly onPage: (page: number) => void;
}

/**
 * Does the work over all pages but those that end its process: such a page has another `chances`, and then is left as it is.
 */
export async function giveUpPages<Result>(
  { untouched, chances }: { readonly untouched: ReadonlyMap<number, string>; readonly chances: number },
  work: (attempt: Attempt) => Promise<Result>,
): Promise<Result> {
  const left = new Map(untouched);
  const failures = new Map<number, number>();
  for (;;) {
    let page = 0;
    try {
      return await work({ untouched: left, onPage: (current) => (page = current) });
    } catch (error) {
      if (!page || !(error instanceof AppError) || !deadly.includes(error.code)) throw error;
      // Left already: what ended the process came after the last page.
      if (left.has(page) || failures.size >= mostPagesGivenUp) throw error;
      const count = (failures.get(page) ?? 0) + 1;
      failures.set(page, count);
      if (count > chances) left.set(page, error.message);
    }
  }
}
