import { uploadKey, type FileKey } from '@polyspool/contracts/files';
import { pdfJobs } from '@polyspool/contracts/pdf';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { runJob, type RunOptions } from '@polyspool/jobs/testing';
import { FakeLanguageIdentifier } from '@polyspool/providers/language-identifier/fake-language-identifier';
import type { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { FakeTextRecognizer } from '@polyspool/providers/ocr/fake-text-recognizer';
import type { TextRecognizer } from '@polyspool/providers/ocr/text-recognizer';
import { FakeToneCustomizer } from '@polyspool/providers/tone/fake-tone-customizer';
import type { ToneCustomizer } from '@polyspool/providers/tone/tone-customizer';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import type { Translator } from '@polyspool/providers/translator/translator';
import { openDocument } from '@polyspool/pdf/objects/open-document';
import { extractPages } from '@polyspool/pdf/document/extract-pages';
import { plainText } from '@polyspool/contracts/rich-text';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import type { Storage } from '@polyspool/storage/storage';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ExtractPdf } from '../extract/extract-pdf.js';
import { ReconstructPdf } from '../reconstruct/reconstruct-pdf.js';
import { CustomizeTone } from '../tone/customize-tone.js';
import { TranslateBlocks } from '../translate/translate-blocks.js';
import { TranslatePdf } from './translate-pdf.js';

export interface Engines {
  readonly translator?: Translator;
  readonly customizer?: ToneCustomizer;
  readonly recognizer?: TextRecognizer;
  readonly identifier?: LanguageIdentifier;
}

/** English to Spanish and Telugu, in a few words. */
export const fakeTranslator = () =>
  new FakeTranslator({
    from: 'en',
    to: ['es', 'te'],
    words: {
      the: 'la',
      white: 'blanca',
      house: 'casa',
      is: 'es',
      big: 'grande',
      and: 'y',
      garden: 'jardín',
      old: 'vieja',
    },
  });

/** Remembers where files were fetched to: those folders must be gone afterwards. */
class WatchedStorage extends DiskStorage {
  readonly fetched: string[] = [];

  override async fetch(key: FileKey, path: string) {
    this.fetched.push(path);
    await super.fetch(key, path);
  }

  foldersLeft() {
    return this.fetched.map((path) => dirname(path)).filter((folder) => existsSync(folder));
  }
}

/** All handlers of a worker, by the kind of job. Engines that are not named are fakes. */
export function handlersOver(
  storage: Storage,
  {
    translator = fakeTranslator(),
    customizer = new FakeToneCustomizer(),
    recognizer = new FakeTextRecognizer(),
    identifier = new FakeLanguageIdentifier(),
  }: Engines = {},
): Readonly<Record<string, JobHandler<JobContract>>> {
  return {
    [pdfJobs.translate.name]: new TranslatePdf(storage, translator, identifier),
    [pdfJobs.extract.name]: new ExtractPdf(storage, recognizer),
    [pdfJobs.translateBlocks.name]: new TranslateBlocks(translator),
    [pdfJobs.customizeTone.name]: new CustomizeTone(customizer),
    [pdfJobs.reconstruct.name]: new ReconstructPdf(storage, recognizer),
  };
}

/** A worker's bench: storage with one document on it, and all handlers. Engines that are not named are fakes. */
export async function workbench(folder: string, pdf: Uint8Array, engines: Engines = {}) {
  const storage = new WatchedStorage(join(folder, randomUUID()));
  const uploadId = randomUUID();
  await storage.write(uploadKey(uploadId), pdf);
  const handlers = handlersOver(storage, engines);
  type Options = Partial<RunOptions>;
  const run = <C extends JobContract>(contract: C, input: object, options: Options = {}) =>
    runJob(contract, handlers[contract.name] as JobHandler<C>, input, { storage, children: handlers, ...options });
  return {
    storage,
    uploadId,
    handlers,
    run,
    translate: (input: object = {}, options: Options = {}) =>
      run(pdfJobs.translate, { uploadId, targetLanguage: 'es', ...input }, options),
  };
}

/** The texts of a PDF, block by block. */
export async function textsOf(pdf: Uint8Array | undefined, password?: string): Promise<string[]> {
  const document = await openDocument(pdf ?? new Uint8Array(), { password });
  try {
    const pages = Array.from({ length: document.pageCount }, (_, index) => index + 1);
    const read = await extractPages(document, { pages });
    return read.pages.flatMap(({ blocks }) => blocks.map(({ text }) => plainText(text)));
  } finally {
    await document.close();
  }
}
