import type { DocumentLayout, UntouchedPage } from '@polyspool/contracts/pdf';
import type { GivenUpPage } from './give-up-pages.js';
import { runPagesTask } from './run-pages-task.js';

export interface DocumentToReconstruct {
  readonly path: string;
  readonly password?: string | undefined;
  /** First = 1; others stay as they are. */
  readonly pages: readonly number[];
  /** An array of `BlockText` as JSON. */
  readonly translationsPath: string;
  /** A `ScanFile` as JSON: pages whose text was recognised in their picture. */
  readonly scansPath?: string | undefined;
  /** That the translations are in. */
  readonly language: string;
  readonly outputs: readonly { readonly layout: DocumentLayout; readonly path: string }[];
  /** Takes `ReconstructionFacts` as JSON. */
  readonly factsPath: string;
  /** Known to be so from when the document was read. */
  readonly untouched?: readonly UntouchedPage[];
  readonly signal?: AbortSignal | undefined;
  /** Called when a page is begun. */
  readonly onPage?: (page: number) => void;
  /** Called when a page is left as it is, beside those that are `untouched`. */
  readonly onGivenUp?: (page: GivenUpPage) => void;
}

export interface ReconstructTask extends Omit<DocumentToReconstruct, 'signal' | 'onPage' | 'onGivenUp'> {
  readonly untouched: readonly UntouchedPage[];
}

/**
 * Sets translations into a document, in a process of its own. A page that ends that process is set alone; where it ends that, or
 * that of all pages once more, it is left as it is.
 */
export async function reconstructDocument(reconstruction: DocumentToReconstruct): Promise<void> {
  const { signal, onPage, onGivenUp, untouched = [], ...document } = reconstruction;
  const result = () => Promise.resolve(null);
  const task = { name: 'reconstruct-document.task', document, untouched, inParts: false, result };
  await runPagesTask(task, { signal, onPage, onGivenUp });
}
