import type { FileKey } from '@polyspool/contracts/files';
import type { Warning } from '@polyspool/contracts/warning';
import type { StepFiles } from '@polyspool/jobs/job-handler';
import type { DocumentIr } from '@polyspool/pdf/document/document';
import { compareDocuments, type PageComparison } from '@polyspool/pdf/fidelity/compare-documents';
import type { Storage } from '@polyspool/storage/storage';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { DocumentSource } from '../document/document-source.js';
import type { MadeDocument } from '../document/publish-document.js';
import { pictureNames } from './file-names.js';
import { notCompared } from './not-compared.js';
import type { ReconstructJob } from './reconstruct-pdf.js';

/** Each takes a third of a second. */
const mostCompared = 300;
/** What people can look through. */
const mostPictures = 100;
/** The job has to do more than that, and a document is worth having that was not compared. */
const timeoutMs = 240_000;

interface Comparing {
  readonly storage: Storage;
  readonly source: DocumentSource;
  /** The document as it is now, with the pages in their places. */
  readonly after: FileKey;
  /** As it was read: only pages that have been set. */
  readonly pages: DocumentIr['pages'];
}

export interface ComparedPages {
  readonly comparisons: readonly Pick<PageComparison, 'page' | 'changedPixels'>[];
  readonly pictures: MadeDocument['pictures'];
  /** Pages that have pictures. */
  readonly pictured: readonly number[];
  /** Of pages that were not compared. */
  readonly warnings: readonly Warning[];
}

/** How pages looked and look: of long documents the first ones only. Pages that were left as they are need no comparing. */
export async function comparePages(
  job: ReconstructJob,
  { storage, source, after, pages }: Comparing,
  { keep }: StepFiles,
): Promise<ComparedPages> {
  job.report('compare', 0, 'Comparing the pages before and after');
  const { password, folder } = source;
  const changed = pages.filter(({ kind }) => kind !== 'untouched');
  const some = changed.slice(0, mostCompared);
  if (some.length === 0) return { comparisons: [], pictures: [], pictured: [], warnings: [] };
  const afterPath = join(folder, 'after.pdf');
  await storage.fetch(after, afterPath);
  const fractionAt = (page: number) => some.findIndex((one) => one.page === page) / some.length;
  const compared = await compareDocuments({
    before: { path: await source.path(), password },
    after: { path: afterPath, password },
    folder,
    timeoutMs,
    signal: job.signal,
    onPage: (page) => job.report('compare', fractionAt(page), `Comparing page ${page} before and after`),
    pages: some.map(({ page, kind, blocks }, index) => ({
      page,
      withPictures: index < mostPictures,
      ...(kind === 'scan' && { textBoxes: blocks.map(({ box }) => box) }),
    })),
  });
  const beyond = changed.slice(mostCompared).map(({ page }) => page);
  return {
    comparisons: compared.map(({ page, changedPixels }) => ({ page, changedPixels })),
    warnings: notCompared({ comparisons: compared, beyond }),
    ...(await keepPictures(compared, keep)),
  };
}

async function keepPictures(compared: readonly PageComparison[], keep: StepFiles['keep']) {
  const pictured: number[] = [];
  const pictures: MadeDocument['pictures'][number][] = [];
  for (const { page, beforePath, afterPath } of compared) {
    if (beforePath === undefined || afterPath === undefined) continue;
    const { before, after } = pictureNames(page);
    pictures.push({ name: before, file: await keep(before, createReadStream(beforePath)) });
    pictures.push({ name: after, file: await keep(after, createReadStream(afterPath)) });
    pictured.push(page);
  }
  return { pictures, pictured };
}
