import type { ErrorCode } from '@polyspool/contracts/errors';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import type { FileKey } from '@polyspool/contracts/files';
import { pdfJobs, scannedPages } from '@polyspool/contracts/pdf';
import type { Warning } from '@polyspool/contracts/warning';
import type { ChildResult } from '@polyspool/jobs/job-handler';
import { DocumentIr } from '@polyspool/pdf/document/document';
import { untouchedIr } from '@polyspool/pdf/document/untouched-ir';
import { readText, type Storage } from '@polyspool/storage/storage';
import { joinDocuments } from '../extract/read-pages.js';
import { handedOn } from './handed-on.js';
import { groupsOf, rangeOf } from './pages-of.js';
import { outputsOf } from './outputs-of.js';
import { uniqueWarnings } from './unique-warnings.js';
import type { TranslateJob } from './translate-pdf.js';

export interface ExtractedDocument {
  readonly document: DocumentIr;
  readonly warnings: readonly Warning[];
}

type Result = ChildResult<typeof pdfJobs.extract>;

/** What some pages can do to the processes that read them is no reason to do without the others. */
const ofSomePages: ReadonlySet<ErrorCode> = new Set([
  'process.failed',
  'process.timedOut',
  'process.outOfMemory',
  'job.softLimit',
  'job.hardLimit',
  'job.poison',
  'job.stuck',
]);

/** Has groups of pages read beside one another. Those of a group that cannot be read are left as they are. */
export async function extractDocumentParts(
  job: TranslateJob,
  storage: Storage,
  pages: readonly number[],
): Promise<ExtractedDocument> {
  const { uploadId, password, recognizeText, language } = job.input;
  const groups = groupsOf(pages);
  job.report('extract', 0, `Reading ${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`);
  const results = await job.children(
    pdfJobs.extract,
    groups.map((group) => ({ uploadId, password, recognizeText, language, pages: rangeOf(group) })),
    groups.map((group) => group.length),
  );
  const isWorthIt = results.some(({ ok }) => ok);
  const documents: DocumentIr[] = [];
  for (const [index, result] of results.entries()) {
    documents.push(result.ok ? await documentOf(job, storage, result.output) : untouched(result, groups[index] ?? []));
  }
  // Where no part was read there is nothing to be delivered.
  if (!isWorthIt) outputsOf(results);
  const outputs = results.flatMap((result) => (result.ok ? [result.output] : []));
  const recognized = outputs.reduce((sum, output) => sum + output.scannedPages, 0);
  if (recognized * leastTelling >= pages.length) job.workload(scannedPages, recognized);
  return { document: joinDocuments(documents), warnings: uniqueWarnings(outputs.flatMap(({ warnings }) => warnings)) };
}

/** Recognising a page takes so much longer than reading it that few pages are most of the work. */
const leastTelling = 10;

async function documentOf(job: TranslateJob, storage: Storage, { document }: OutputOf<typeof pdfJobs.extract>) {
  const file = await handedOn<FileKey>(job, 'document', document);
  return DocumentIr.parse(JSON.parse(await readText(storage, file)));
}

/** Throws what is not the fault of these pages. */
function untouched(result: Result & { readonly ok: false }, pages: readonly number[]): DocumentIr {
  const { code, detail } = result.error;
  if (!ofSomePages.has(code as ErrorCode)) outputsOf([result]);
  return { version: 1, pages: pages.map((page) => untouchedIr({ page, reason: detail })) };
}
