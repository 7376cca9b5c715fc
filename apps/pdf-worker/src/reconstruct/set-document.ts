import type { FileKey } from '@polyspool/contracts/files';
import type { StepFiles } from '@polyspool/jobs/job-handler';
import { reconstructDocument } from '@polyspool/pdf/document/reconstruct-document';
import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentSource } from '../document/document-source.js';
import { keptForAll } from '../document/kept-for-all.js';
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
export const setDocument = (job: ReconstructJob, setting: Setting): Promise<SetDocument> =>
  keptForAll(job, {
    name: 'set',
    key: setting.key,
    make: () => makeDocument(job, setting),
    keep: async ({ outputs, factsPath }, { keep }) => ({
      files: await Promise.all(outputs.map((output) => keepDocument(job, output, keep))),
      facts: await keep('facts.json', createReadStream(factsPath)),
    }),
  });

async function makeDocument(job: ReconstructJob, { source, pages, scansPath, key }: Setting) {
  const { blocks, layouts, targetLanguage, untouchedPages } = job.input;
  const givenUp = new GivenUpPages(job, ['set', ...key]);
  const translationsPath = join(source.folder, 'translations.json');
  const factsPath = join(source.folder, 'facts.json');
  await writeFile(translationsPath, JSON.stringify(blocks.map(({ id, text }) => ({ id, text }))));
  const outputs = [...new Set<Output['layout']>(['inPlace', ...layouts])].map((layout): Output => ({
    layout,
    path: join(source.folder, `${layout}.pdf`),
  }));
  job.report('typeset', 0, 'Setting the texts');
  const onPage = (page: number) => job.report('typeset', pages.indexOf(page) / pages.length, `Setting page ${page}`);
  const untouched = joinUntouched(untouchedPages, await givenUp.known(pages));
  const setting = {
    pages,
    translationsPath,
    scansPath,
    language: targetLanguage,
    outputs,
    factsPath,
    untouched,
    onPage,
    onGivenUp: givenUp.add,
  };
  const { password } = source;
  try {
    await reconstructDocument({ path: await source.path(), password, ...setting, signal: job.signal });
  } finally {
    await givenUp.kept();
  }
  job.report('write', 1, 'Writing the document');
  return { result: { outputs, factsPath }, passing: givenUp.passing };
}

async function keepDocument(job: ReconstructJob, { layout, path }: Output, keep: StepFiles['keep']) {
  const { targetLanguage, language } = job.input;
  const name = documentName(layout, targetLanguage, language);
  const { size } = await stat(path);
  return { layout, name, file: await keep(name, createReadStream(path)), bytes: size };
}
