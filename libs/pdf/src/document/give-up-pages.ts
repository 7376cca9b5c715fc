import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import type { UntouchedPage } from '@polyspool/contracts/pdf';

/** What a page can do to the process that works on it. */
const deadly: readonly ErrorCode[] = ['process.failed', 'process.timedOut', 'process.outOfMemory'];
/** Of those: what a page does again, where it has done so with a process of its own. The others may be the machine's. */
const lasting: readonly ErrorCode[] = ['process.timedOut', 'process.outOfMemory'];

/** A file in which so many pages do that is given up as a whole. */
const mostPagesGivenUp = 10;

export interface Attempt {
  readonly pages: readonly number[];
  /** To be left as they are, because. */
  readonly untouched: ReadonlyMap<number, string>;
  /** Whether a page is tried in a process of its own. */
  readonly isAlone: boolean;
  readonly onPage: (page: number) => void;
}

export interface GivenUpPage extends UntouchedPage {
  /** Alone, too, it takes too long or too much memory: it would come to the same again. */
  readonly isLasting: boolean;
}

export interface WorkOnPages<Result> {
  readonly pages: readonly number[];
  readonly untouched: ReadonlyMap<number, string>;
  /** Whether results of parts may be joined; else a page that goes well alone goes back to the others. */
  readonly inParts: boolean;
  readonly onGivenUp?: ((page: GivenUpPage) => void) | undefined;
  readonly run: (attempt: Attempt) => Promise<Result>;
}

/**
 * Does the work over all pages but those that end its process: such a page is tried alone, and left as it is where that fails, too.
 * The results together are of all pages, the most of them last.
 */
export async function giveUpPages<Result>(work: WorkOnPages<Result>): Promise<Result[]> {
  const alone: Result[] = [];
  const left = new Map(work.untouched);
  const suspects = new Set<number>();
  const told: GivenUpPage[] = [];
  let pages = work.pages;
  for (;;) {
    const tried = await tryPages(work, { pages, untouched: left });
    if ('result' in tried) {
      told.forEach((page) => work.onGivenUp?.(page));
      return [...alone, tried.result];
    }
    const { page, error } = tried;
    // Left already: what ended the process came after the last page.
    if (left.has(page) || suspects.size >= mostPagesGivenUp) throw error;
    const again = suspects.has(page) ? tried : await aloneOf(work, tried, pages);
    suspects.add(page);
    if ('error' in again) {
      const givenUp = givenUpFor(again);
      left.set(page, givenUp.reason);
      // The last page may be blamed for what comes after it: that is known when nothing comes.
      if (page === work.pages.at(-1)) told.push(givenUp);
      else work.onGivenUp?.(givenUp);
    } else if (work.inParts && pages.length > 1) {
      alone.push(again.result);
      pages = pages.filter((other) => other !== page);
    }
  }
}

interface Failure {
  readonly page: number;
  readonly error: AppError;
  readonly wasAlone: boolean;
}

/** Throws what is not the fault of a page. */
async function tryPages<Result>(
  { run }: WorkOnPages<Result>,
  { pages, untouched }: Pick<Attempt, 'pages' | 'untouched'>,
): Promise<Failure | { readonly result: Result }> {
  const isAlone = pages.length === 1;
  let page = 0;
  try {
    return { result: await run({ pages, untouched, isAlone, onPage: (current) => (page = current) }) };
  } catch (error) {
    if (!page || !(error instanceof AppError) || !deadly.includes(error.code)) throw error;
    return { page, error, wasAlone: isAlone };
  }
}

/** What comes of a page in a process of its own: what has come already, where it was alone and that would come again. */
async function aloneOf<Result>(work: WorkOnPages<Result>, failure: Failure, pages: readonly number[]) {
  if (pages.length === 1 && lasting.includes(failure.error.code)) return failure;
  return tryPages(work, { pages: [failure.page], untouched: new Map() });
}

function givenUpFor({ page, error, wasAlone }: Failure): GivenUpPage {
  if (!wasAlone || !lasting.includes(error.code))
    return { page, isLasting: false, reason: `It has ended its process again: ${error.message}` };
  return {
    page,
    isLasting: true,
    reason: `It takes too long or too much memory: it has ended its process, alone, too (${error.message})`,
  };
}
