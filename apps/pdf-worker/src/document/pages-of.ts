import { AppError } from '@polyspool/contracts/errors';
import { pagesIn } from '@polyspool/contracts/page-range';
import type { DocumentSource } from './document-source.js';

/** So many are read by one process, which has the whole file to open; scans among them take up to 15 s a page. */
const pagesAtOnce = 10;

/** Those that were asked for. Throws `document.pageOutside` and `file.needsPassword`. */
export async function pagesOf(source: DocumentSource, range: string | undefined): Promise<number[]> {
  const { probe } = await source.inspect();
  if (probe.needsPassword && source.password === undefined)
    throw new AppError('file.needsPassword', 'The document opens with a password only');
  return pagesIn(range, probe.pages);
}

/** The same groups for whoever works on the same pages: what one has read, the others find. */
export const groupsOf = (pages: readonly number[]): number[][] =>
  Array.from({ length: Math.ceil(pages.length / pagesAtOnce) }, (_, index) =>
    pages.slice(index * pagesAtOnce, (index + 1) * pagesAtOnce),
  );

/** As people write them. */
export function rangeOf(pages: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && last[1] === page - 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
