import type { ErrorCode } from '@polyspool/contracts/errors';
import { pdfJobs } from '@polyspool/contracts/pdf';
import type { Warning } from '@polyspool/contracts/warning';
import type { ChildResult } from '@polyspool/jobs/job-handler';
import { DocumentIr } from '@polyspool/pdf/document/document';
import { untouchedIr } from '@polyspool/pdf/document/untouched-ir';
import { readText, type Storage } from '@polyspool/storage/storage';
import { joinDocuments } from '../extract/read-pages.js';
import { groupsOf, rangeOf } from './pages-of.js';
import { outputsOf } from './outputs-of.js';
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
    documents.push(await documentOf(storage, result, isWorthIt ? (groups[index] ?? []) : []));
  }
  const warnings = results.flatMap((result) => (result.ok ? result.output.warnings : []));
  return { document: joinDocuments(documents), warnings: unique(warnings) };
}

async function documentOf(storage: Storage, result: Result, pages: readonly number[]): Promise<DocumentIr> {
  if (result.ok) return DocumentIr.parse(JSON.parse(await readText(storage, result.output.document)));
  const { code, detail } = result.error;
  if (pages.length === 0 || !ofSomePages.has(code as ErrorCode)) outputsOf([result]);
  return { version: 1, pages: pages.map((page) => untouchedIr({ page, reason: detail })) };
}

/** What many parts warn of is told once. */
const unique = (warnings: readonly Warning[]) =>
  [...Map.groupBy(warnings, ({ code }) => code).values()].flatMap(([first]) => first ?? []);
