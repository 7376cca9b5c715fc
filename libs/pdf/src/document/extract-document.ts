import type { UntouchedPage } from '@polyspool/contracts/pdf';
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
}

export interface ExtractTask extends Omit<DocumentToExtract, 'signal' | 'onPage'> {
  readonly untouched: readonly UntouchedPage[];
}

/**
 * Reads what a document says, in a process of its own. A page that ends that process twice is in the result as one that is
 * left as it is.
 */
export async function extractDocument({ signal, onPage, ...document }: DocumentToExtract): Promise<void> {
  await runPagesTask({ name: 'extract-document.task', document, untouched: [], chances: 1 }, { signal, onPage });
}
