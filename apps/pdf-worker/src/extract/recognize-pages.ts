import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import type { UntouchedPage } from '@polyspool/contracts/pdf';
import type { Warning } from '@polyspool/contracts/warning';
import type { PageIr } from '@polyspool/pdf/document/document';
import type { GivenUpPage } from '@polyspool/pdf/document/give-up-pages';
import { untouchedIr } from '@polyspool/pdf/document/untouched-ir';
import { recognizeScans } from '@polyspool/pdf/scan/recognize-scans';
import { ScanFile, type ScanPage } from '@polyspool/pdf/scan/scan-page';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foundStep } from '../document/found-step.js';
import { GivenUpPages } from './given-up-pages.js';
import type { Reading, ReadingJob } from './read-pages.js';

export interface RecognizedPages {
  readonly scans: readonly ScanPage[];
  /** Pictures that stay what they are. */
  readonly untouched: readonly PageIr[];
  /** Of those: another job may have them read. */
  readonly passing: readonly UntouchedPage[];
  readonly warnings: readonly Warning[];
}

/** Trying again would not cure it, and the other pages are worth having. */
const hopeless: ReadonlySet<ErrorCode> = new Set(['engine.missing', 'engine.unsupportedLanguage']);
/** What a picture can do to those who draw and read it. Where it happens twice, it is left. */
const ofOnePage: ReadonlySet<ErrorCode> = new Set([
  'engine.failed',
  'engine.refused',
  'process.failed',
  'process.timedOut',
  'process.outOfMemory',
  'file.unreadable',
  'document.tooComplex',
]);
/** Of those: what drawing the page, in a process of its own, comes to each time. */
const lasting: ReadonlySet<ErrorCode> = new Set([
  'process.timedOut',
  'process.outOfMemory',
  'file.unreadable',
  'document.tooComplex',
]);

/** Has pages read that are pictures; where nobody can, they stay as they are and it is said. */
export async function recognizePages(
  job: ReadingJob,
  reading: Reading,
  pages: readonly number[],
): Promise<RecognizedPages> {
  if (pages.length === 0) return nothingRead;
  if (!job.input.recognizeText) return left(pages, 'The page is a picture, and reading pictures was not asked for');
  const { language } = job.input;
  const key = [...reading.source.key, language ?? null, await reading.recognizer.describe(language)];
  const givenUp = new GivenUpPages(job, ['picture', ...key]);
  const scans = await keptScans(job, key, pages);
  const untouched = (await givenUp.known(pages)).map(untouchedIr);
  const unread = pages.filter((page) => !scans.has(page) && !untouched.some((one) => one.page === page));
  if (unread.length > 0) reading.onPictures?.(unread.length);
  for (const page of unread) {
    try {
      const read = await readPicture(job, reading, { page, key });
      if ('scans' in read) scans.set(page, read.scans);
      else {
        givenUp.add(read);
        untouched.push(untouchedIr(read));
      }
    } catch (error) {
      const { code, message } = AppError.from(error);
      if (!hopeless.has(code)) throw error;
      const warning = { code, detail: `${message}; pages that are pictures stay as they are` };
      return { ...left(pages, `The page is a picture: ${message}`), warnings: [warning] };
    }
  }
  await givenUp.kept();
  const inOrder = pages.flatMap((page) => scans.get(page) ?? []);
  return { scans: inOrder, untouched, passing: givenUp.passing, warnings: [] };
}

interface PictureOfPage {
  readonly page: number;
  /** What reading it depends on, beside the page. */
  readonly key: readonly unknown[];
}

type Scans = readonly ScanPage[];

/** By page: what this job or another one has had read. */
async function keptScans(job: ReadingJob, key: readonly unknown[], pages: readonly number[]) {
  const kept = new Map<number, Scans>();
  for (const page of pages) {
    const scans = await foundStep<Scans>(job, 'recognize', [...key, page]);
    if (scans) kept.set(page, scans);
  }
  return kept;
}

async function readPicture(
  job: ReadingJob,
  reading: Reading,
  picture: PictureOfPage,
): Promise<GivenUpPage | { readonly scans: Scans }> {
  try {
    return { scans: await twice(job, () => recognizePage(job, reading, picture)) };
  } catch (error) {
    job.signal.throwIfAborted();
    const { code, message } = AppError.from(error);
    if (!ofOnePage.has(code)) throw error;
    const reason = `The page is a picture, and could not be read: ${message}`;
    return { page: picture.page, reason, isLasting: lasting.has(code) };
  }
}

async function twice<Result>({ signal }: ReadingJob, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    signal.throwIfAborted();
    if (!ofOnePage.has(AppError.from(error).code)) throw error;
    return read();
  }
}

const nothingRead: RecognizedPages = { scans: [], untouched: [], passing: [], warnings: [] };

const left = (pages: readonly number[], reason: string): RecognizedPages => ({
  ...nothingRead,
  untouched: pages.map((page) => untouchedIr({ page, reason })),
});

/** It takes seconds: each page is kept for itself. */
async function recognizePage(job: ReadingJob, reading: Reading, { page, key }: PictureOfPage) {
  const { source, recognizer, onPicture } = reading;
  const { signal } = job;
  const { language } = job.input;
  return job.step<Scans>('recognize', [...key, page], async () => {
    onPicture?.(page);
    const scansPath = join(source.folder, `scan-${page}.json`);
    await recognizeScans({
      path: await source.path(),
      password: source.password,
      pages: [page],
      folder: source.folder,
      scansPath,
      recognize: (picture) => recognizer.recognize(picture, { language, signal }),
      signal,
    });
    return ScanFile.parse(JSON.parse(await readFile(scansPath, 'utf8'))).pages;
  });
}
