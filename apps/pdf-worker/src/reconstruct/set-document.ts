import type { OutputOf } from '@polyspool/contracts/define-jobs';
import type { pdfJobs } from '@polyspool/contracts/pdf';
import type { StepFiles } from '@polyspool/jobs/job-handler';
import type { DocumentIr } from '@polyspool/pdf/document/document';
import { ReconstructionFacts } from '@polyspool/pdf/document/page-facts';
import { reconstructDocument } from '@polyspool/pdf/document/reconstruct-document';
import type { PageComparison } from '@polyspool/pdf/fidelity/compare-documents';
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentSource } from '../document/document-source.js';
import { comparePages } from './compare-pages.js';
import { fidelityReport } from './fidelity-report.js';
import { documentName, pictureNames } from './file-names.js';
import type { ReconstructJob } from './reconstruct-pdf.js';

interface Setting {
  readonly source: DocumentSource;
  readonly pages: readonly number[];
  readonly document: DocumentIr;
  readonly scansPath: string | undefined;
  readonly notices: readonly string[];
}

type SetDocument = Omit<OutputOf<typeof pdfJobs.reconstruct>, 'warnings'>;

/** Sets the texts, looks at what has come of it, and keeps all of it. */
export async function setDocument(job: ReconstructJob, setting: Setting, keep: StepFiles): Promise<SetDocument> {
  const { source, document, notices } = setting;
  const { outputs, facts } = await writeDocuments(job, setting);
  job.report('compare', 0, 'Comparing the pages before and after');
  const afterPath = outputs.find(({ layout }) => layout === 'inPlace')!.path; // always among them
  const onPage = (page: number) => {
    const fraction = setting.pages.indexOf(page) / setting.pages.length;
    job.report('compare', fraction, `Comparing page ${page} before and after`);
  };
  const comparisons = await comparePages(job, {
    source,
    afterPath,
    document: withoutUntouched(document, facts),
    onPage,
  });
  const kept = await keepPictures(comparisons, keep);
  const report = fidelityReport({ facts, blocks: job.input.blocks, comparisons, pictures: kept.names, notices });
  const asked = outputs.filter(({ layout }) => job.input.layouts.includes(layout));
  return {
    files: await Promise.all(asked.map((output) => keepDocument(job, output, keep))),
    report: await keep.keep('fidelity.json', JSON.stringify(report, null, 1)),
    pictures: kept.files,
    fidelity: report.summary,
  };
}

interface Output {
  readonly layout: ReconstructJob['input']['layouts'][number];
  readonly path: string;
}

/** The one in place is compared, whether it was asked for or not. */
async function writeDocuments(job: ReconstructJob, { source, pages, scansPath }: Setting) {
  const { blocks, layouts, targetLanguage, untouchedPages } = job.input;
  const translationsPath = join(source.folder, 'translations.json');
  const factsPath = join(source.folder, 'facts.json');
  await writeFile(translationsPath, JSON.stringify(blocks.map(({ id, text }) => ({ id, text }))));
  const outputs = [...new Set<Output['layout']>(['inPlace', ...layouts])].map((layout): Output => ({
    layout,
    path: join(source.folder, `${layout}.pdf`),
  }));
  job.report('typeset', 0, 'Setting the texts');
  await reconstructDocument({
    path: await source.path(),
    password: source.password,
    pages,
    translationsPath,
    scansPath,
    language: targetLanguage,
    outputs,
    factsPath,
    untouched: untouchedPages,
    signal: job.signal,
    onPage: (page) => job.report('typeset', pages.indexOf(page) / pages.length, `Setting page ${page}`),
  });
  job.report('write', 1, 'Writing the document');
  return { outputs, facts: ReconstructionFacts.parse(JSON.parse(await readFile(factsPath, 'utf8'))) };
}

/** Pages that could be read, and not be set. */
function withoutUntouched(document: DocumentIr, { pages }: ReconstructionFacts): DocumentIr {
  const untouched = new Set(pages.filter(({ kind }) => kind === 'untouched').map(({ page }) => page));
  return { ...document, pages: document.pages.filter(({ page }) => !untouched.has(page)) };
}

async function keepDocument(job: ReconstructJob, { layout, path }: Output, { keep }: StepFiles) {
  const { targetLanguage, language } = job.input;
  const name = documentName(layout, targetLanguage, language);
  const { size } = await stat(path);
  return { layout, name, file: await keep(name, createReadStream(path)), bytes: size };
}

async function keepPictures(comparisons: readonly PageComparison[], { keep }: StepFiles) {
  const names = new Map<number, { before: string; after: string }>();
  const files: SetDocument['pictures'] = [];
  for (const { page, beforePath, afterPath } of comparisons) {
    if (beforePath === undefined || afterPath === undefined) continue;
    const { before, after } = pictureNames(page);
    files.push({ name: before, file: await keep(before, createReadStream(beforePath)) });
    files.push({ name: after, file: await keep(after, createReadStream(afterPath)) });
    names.set(page, { before, after });
  }
  return { names, files };
}
