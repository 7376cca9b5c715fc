import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { DocumentIr } from '@polyspool/pdf/document/document';
import { compareDocuments, type PageComparison } from '@polyspool/pdf/fidelity/compare-documents';
import type { DocumentSource } from '../document/document-source.js';

/** Each takes a third of a second. */
const mostCompared = 300;
/** What people can look through. */
const mostPictures = 100;

interface Comparing {
  readonly source: DocumentSource;
  readonly afterPath: string;
  readonly document: DocumentIr;
  readonly onPage: (page: number) => void;
}

/** How pages looked and look: of long documents the first ones only. Pages that were left as they are need no comparing. */
export async function comparePages(
  { signal }: Pick<RunningJob, 'signal'>,
  { source, afterPath, document, onPage }: Comparing,
): Promise<PageComparison[]> {
  const { password, folder } = source;
  const pages = document.pages.filter(({ kind }) => kind !== 'untouched').slice(0, mostCompared);
  if (pages.length === 0) return [];
  return compareDocuments({
    before: { path: await source.path(), password },
    after: { path: afterPath, password },
    folder,
    signal,
    onPage,
    pages: pages.map(({ page, kind, blocks }, index) => ({
      page,
      withPictures: index < mostPictures,
      ...(kind === 'scan' && { textBoxes: blocks.map(({ box }) => box) }),
    })),
  });
}
