import type { OutputOf } from '@polyspool/contracts/define-jobs';
import type { pdfJobs } from '@polyspool/contracts/pdf';
import type { FileKey } from '@polyspool/contracts/files';
import type { StepFiles } from '@polyspool/jobs/job-handler';
import { reconstructDocument } from '@polyspool/pdf/document/reconstruct-document';
import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentSource } from '../document/document-source.js';
import { documentName } from './file-names.js';
import type { ReconstructJob } from './reconstruct-pdf.js';

interface Setting {
  readonly source: DocumentSource;
  readonly pages: readonly number[];
  readonly scansPath: string | undefined;
}

export interface SetDocument {
  /** The one in place is among them, whether it was asked for or not: it is the one that is compared. */
  readonly files: OutputOf<typeof pdfJobs.reconstruct>['files'];
  /** `ReconstructionFacts` as JSON. */
  readonly facts: FileKey;
}

interface Output {
  readonly layout: ReconstructJob['input']['layouts'][number];
  readonly path: string;
}

/** Sets the texts, and keeps what has come of it. */
export async function setDocument(job: ReconstructJob, setting: Setting, { keep }: StepFiles): Promise<SetDocument> {
  const { source, pages, scansPath } = setting;
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
  return {
    files: await Promise.all(outputs.map((output) => keepDocument(job, output, keep))),
    facts: await keep('facts.json', createReadStream(factsPath)),
  };
}

async function keepDocument(job: ReconstructJob, { layout, path }: Output, keep: StepFiles['keep']) {
  const { targetLanguage, language } = job.input;
  const name = documentName(layout, targetLanguage, language);
  const { size } = await stat(path);
  return { layout, name, file: await keep(name, createReadStream(path)), bytes: size };
}
