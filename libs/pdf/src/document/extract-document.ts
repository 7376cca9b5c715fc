import type { UntouchedPage } from '@polyspool/contracts/pdf';
import { readFile, writeFile } from 'node:fs/promises';
import { joinPages } from '../layout/join-pages.js';
import { DocumentIr } from './document.js';
import type { GivenUpPage } from './give-up-pages.js';
import { runPagesTask } from './run-pages-task.js';

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
  /** Called when a page is left as it is. */
  readonly onGivenUp?: (page: GivenUpPage) => void;
}

export interface ExtractTask extends Omit<DocumentToExtract, 'signal' | 'onPage' | 'onGivenUp'> {
  readonly untouched: readonly UntouchedPage[];
}

/**
 * Reads what a document says, in a process of its own. A page that ends that process is read alone; where it ends that, too, it is
 * in the result as one that is left as it is.
 */
export async function extractDocument({ signal, onPage, onGivenUp, ...document }: DocumentToExtract): Promise<void> {
  const { irPath, pages } = document;
  const result = async () => DocumentIr.parse(JSON.parse(await readFile(irPath, 'utf8')));
  const task = { name: 'extract-document.task', document, untouched: [], inParts: true, result };
  const parts = await runPagesTask(task, { signal, onPage, onGivenUp });
  if (parts.length === 1) return;
  const byNumber = new Map(parts.flatMap((part) => part.pages.map((page) => [page.page, page] as const)));
  const joined = { ...parts.at(-1), pages: joinPages(pages.flatMap((page) => byNumber.get(page) ?? [])) };
  await writeFile(irPath, JSON.stringify(joined));
}
