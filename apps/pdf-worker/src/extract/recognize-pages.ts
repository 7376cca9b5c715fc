import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import type { Warning } from '@polyspool/contracts/warning';
import type { PageIr } from '@polyspool/pdf/document/document';
import { untouchedIr } from '@polyspool/pdf/document/untouched-ir';
import { recognizeScans } from '@polyspool/pdf/scan/recognize-scans';
import { ScanFile, type ScanPage } from '@polyspool/pdf/scan/scan-page';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foundStep } from '../document/found-step.js';
import type { PlaceInWork, Reading, ReadingJob } from './read-pages.js';

export interface RecognizedPages {
  readonly scans: readonly ScanPage[];
  /** Pictures that stay what they are. */
  readonly untouched: readonly PageIr[];
  readonly warnings: readonly Warning[];
}

/** Trying again would not cure it, and the other pages are worth having. */
const hopeless: ReadonlySet<ErrorCode> = new Set(['engine.missing', 'engine.unsupportedLanguage']);
/** What a picture can do to those who draw and read it. Where it happens twice, it is the picture. */
const ofOnePage: ReadonlySet<ErrorCode> = new Set([
  'engine.failed',
  'engine.refused',
  'process.failed',
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
  if (pages.length === 0) return { scans: [], untouched: [], warnings: [] };
  if (!job.input.recognizeText) return left(pages, 'The page is a picture, and reading pictures was not asked for');
  const scans: ScanPage[] = [];
  const untouched: PageIr[] = [];
  for (const [done, page] of pages.entries()) {
    const picture = { page, key: await keyOf(job, reading, page), place: { done, all: pages.length } };
    try {
      const read = await readPicture(job, reading, picture);
      if ('scans' in read) scans.push(...read.scans);
      else untouched.push(untouchedIr({ page, reason: read.reason }));
    } catch (error) {
      const { code, message } = AppError.from(error);
      if (!hopeless.has(code)) throw error;
      const warning = { code, detail: `${message}; pages that are pictures stay as they are` };
      return { ...left(pages, `The page is a picture: ${message}`), warnings: [warning] };
    }
  }
  return { scans, untouched, warnings: [] };
}

interface PictureOfPage {
  readonly page: number;
  /** What reading it depends on. */
  readonly key: readonly unknown[];
  readonly place: PlaceInWork;
}

/** What neither the first nor the second try could read is kept, too: no later job tries again with the same recogniser. */
interface UnreadPicture {
  readonly reason: string;
}

async function readPicture(
  job: ReadingJob,
  reading: Reading,
  picture: PictureOfPage,
): Promise<UnreadPicture | { readonly scans: readonly ScanPage[] }> {
  const before = await foundStep<UnreadPicture>(job, 'unread-picture', picture.key);
  if (before) return before;
  try {
    return { scans: await twice(job, () => recognizePage(job, reading, picture)) };
  } catch (error) {
    job.signal.throwIfAborted();
    const { code, message } = AppError.from(error);
    if (!ofOnePage.has(code)) throw error;
    const reason = `The page is a picture, and could not be read: ${message}`;
    return job.step<UnreadPicture>('unread-picture', picture.key, () => Promise.resolve({ reason }));
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

const left = (pages: readonly number[], reason: string): RecognizedPages => ({
  scans: [],
  untouched: pages.map((page) => untouchedIr({ page, reason })),
  warnings: [],
});

async function keyOf({ input: { language } }: ReadingJob, { source, recognizer }: Reading, page: number) {
  return [...source.key, page, language ?? null, await recognizer.describe(language)];
}

/** It takes seconds: each page is kept for itself. */
async function recognizePage(job: ReadingJob, reading: Reading, { page, key, place }: PictureOfPage) {
  const { source, recognizer, onPicture } = reading;
  const { signal } = job;
  const { language } = job.input;
  return job.step('recognize', key, async () => {
    onPicture?.(page, place);
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
