import type { FileKey } from '@polyspool/contracts/files';
import type { StepFiles } from '@polyspool/jobs/job-handler';
import { reconstructDocument } from '@polyspool/pdf/document/reconstruct-document';
import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentSource } from '../document/document-source.js';
import { joinUntouched } from '../document/join-untouched.js';
import type { MadeDocument } from '../document/publish-document.js';
import { GivenUpPages } from '../extract/given-up-pages.js';
import { documentName } from './file-names.js';
import type { ReconstructJob } from './reconstruct-pdf.js';

interface Setting {
  readonly source: DocumentSource;
  readonly pages: readonly number[];
  readonly scansPath: string | undefined;
  /** What setting depends on. */
  readonly key: readonly unknown[];
}

export interface SetDocument {
  /** The one in place is among them, whether it was asked for or not: it is the one that is compared. */
  readonly files: MadeDocument['files'];
  /** `ReconstructionFacts` as JSON. */
  readonly facts: FileKey;
}

interface Output {
  readonly layout: ReconstructJob['input']['layouts'][number];
  readonly path: string;
}

/** Sets the texts, and keeps what has come of it. */
export async function setDocument(
  job: ReconstructJob,
  { source, pages, scansPath, key }: Setting,
  { keep }: StepFiles,
): Promise<SetDocument> {
  const { blocks, layouts, targetLanguage, untouchedPages } = job.input;
  const givenUp = new GivenUpPages(job, { key: ['set', ...key], pages, chances: 0 });
  const translationsPath = join(source.folder, 'translations.json');
  const factsPath = join(source.folder, 'facts.json');
  await writeFile(translationsPath, JSON.stringify(blocks.map(({ id, text }) => ({ id, text }))));
  const outputs = [...new Set<Output['layout']>(['inPlace', ...layouts])].map((layout): Output => ({
    layout,
    path: join(source.folder, `${layout}.pdf`),
  }));
  job.report('typeset', 0, 'Setting the texts');
  const onPage = (page: number) => {
    givenUp.begun(page);
    job.report('typeset', pages.indexOf(page) / pages.length, `Setting page ${page}`);
  };
  const untouched = joinUntouched(untouchedPages, await givenUp.known());
  const setting = {
    pages,
    translationsPath,
    scansPath,
    language: targetLanguage,
    outputs,
    factsPath,
    untouched,
    onPage,
  };
  const { password } = source;
  try {
    await reconstructDocument({ path: await source.path(), password, ...setting, signal: job.signal });
  } finally {
    await givenUp.kept();
  }
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
