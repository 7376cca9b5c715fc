import type { Language } from '@polyspool/contracts/languages';
import type { UntouchedPage } from '@polyspool/contracts/pdf';
import type { Warning } from '@polyspool/contracts/warning';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { DocumentIr, type PageIr } from '@polyspool/pdf/document/document';
import { extractDocument } from '@polyspool/pdf/document/extract-document';
import { untouchedIr } from '@polyspool/pdf/document/untouched-ir';
import { joinPages } from '@polyspool/pdf/layout/join-pages';
import type { TextRecognizer } from '@polyspool/providers/ocr/text-recognizer';
import { readText, type Storage } from '@polyspool/storage/storage';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentSource } from '../document/document-source.js';
import { keptForAll } from '../document/kept-for-all.js';
import { groupsOf } from '../document/pages-of.js';
import { GivenUpPages } from './given-up-pages.js';
import { recognizePages } from './recognize-pages.js';

export interface ReadingJob extends Pick<RunningJob, 'id' | 'attempt' | 'signal' | 'step' | 'log'> {
  readonly input: { readonly recognizeText: boolean; readonly language?: Language | undefined };
}

export interface Reading {
  readonly storage: Storage;
  readonly recognizer: TextRecognizer;
  readonly source: DocumentSource;
  /** Given up before: they are not read again. */
  readonly untouched?: readonly UntouchedPage[];
  /** Told when a page is begun. */
  readonly onPage?: (page: number) => void;
  /** Told how many more pictures are to be recognised: those that no job has kept. */
  readonly onPictures?: (count: number) => void;
  /** Told when the picture of a page is begun. */
  readonly onPicture?: (page: number) => void;
}

export interface ReadDocument {
  readonly document: DocumentIr;
  /** A `ScanFile` as JSON, where pages were read in their pictures. */
  readonly scansPath?: string | undefined;
  readonly warnings: readonly Warning[];
}

interface Group {
  readonly document: DocumentIr;
  readonly scans: readonly unknown[];
  readonly warnings: readonly Warning[];
}

/** What pages say: of their text, or of what is recognised in their pictures. Each group of pages is read once for all jobs. */
export async function readPages(job: ReadingJob, reading: Reading, pages: readonly number[]): Promise<ReadDocument> {
  const groups: Group[] = [];
  const documents: DocumentIr[] = [];
  const givenUp = new Map(reading.untouched?.map(({ page, reason }) => [page, untouchedIr({ page, reason })]));
  for (const group of groupsOf(pages)) {
    if (group.every((page) => givenUp.has(page))) {
      documents.push({ version: 1, pages: group.flatMap((page) => givenUp.get(page) ?? []) });
      continue;
    }
    const read = await keptGroup(job, reading, group);
    groups.push(read);
    documents.push(read.document);
  }
  return {
    document: joinDocuments(documents),
    scansPath: await writeScans(
      reading.source.folder,
      groups.flatMap(({ scans }) => scans),
    ),
    warnings: groups.flatMap(({ warnings }) => warnings),
  };
}

/** What belongs to the whole document is in every part of it that could be read. */
export function joinDocuments(documents: readonly DocumentIr[]): DocumentIr {
  const isRead = ({ pages }: DocumentIr) => pages.some(({ kind }) => kind !== 'untouched');
  const first = documents.find(isRead) ?? documents[0];
  if (!first) return { version: 1, pages: [] };
  if (documents.length === 1) return first;
  return { ...first, pages: joinPages(documents.flatMap(({ pages }) => pages)) };
}

async function keptGroup(job: ReadingJob, reading: Reading, pages: readonly number[]): Promise<Group> {
  const { recognizeText, language } = job.input;
  const { source, recognizer, storage } = reading;
  const recognition = recognizeText && [await recognizer.describe(language), language ?? null];
  const { document, ...group } = await keptForAll(job, {
    name: 'extract',
    key: [...source.key, pages, recognition],
    make: () => readGroup(job, reading, pages),
    keep: async (read, files) => ({
      ...read,
      document: await files.keep('document.json', JSON.stringify(read.document)),
    }),
  });
  return { ...group, document: DocumentIr.parse(JSON.parse(await readText(storage, document))) };
}

async function readGroup(job: ReadingJob, reading: Reading, pages: readonly number[]) {
  const { source } = reading;
  const irPath = join(source.folder, `read-${pages[0]}.json`);
  const read = await extract(job, reading, { pages, irPath });
  const pictures = read.document.pages.filter(isUnread).map(({ page }) => page);
  const { scans, untouched, warnings, ...recognized } = await recognizePages(job, reading, pictures);
  const scansPath = await writeScans(source.folder, scans);
  const scanned = scans.map(({ page }) => page);
  // The bar does not go back to reading.
  const silent = { ...reading, onPage: undefined };
  const again = scansPath ? await extract(job, silent, { pages: scanned, irPath, scansPath }) : undefined;
  const byNumber = new Map([...(again?.document.pages ?? []), ...untouched].map((page) => [page.page, page]));
  const whole = joinPages(read.document.pages.map((page) => byNumber.get(page.page) ?? page));
  return {
    result: { document: { ...read.document, pages: whole }, scans, warnings },
    passing: [...read.passing, ...recognized.passing, ...(again?.passing ?? [])],
  };
}

const isUnread = ({ kind, blocks }: PageIr) => kind === 'scan' && blocks.length === 0;

interface Part {
  readonly pages: readonly number[];
  readonly irPath: string;
  readonly scansPath?: string | undefined;
}

async function extract(job: ReadingJob, reading: Reading, part: Part) {
  const { source, onPage, untouched = [] } = reading;
  const { password } = source;
  const givenUp = new GivenUpPages(job, ['read', ...source.key]);
  const known = await givenUp.known(part.pages);
  const others = untouched.filter(({ page }) => part.pages.includes(page) && !known.some((one) => one.page === page));
  const left = new Map([...known, ...others].map((page) => [page.page, untouchedIr(page)]));
  const pages = part.pages.filter((page) => !left.has(page));
  const passing = () => [...givenUp.passing, ...others];
  if (pages.length === 0) return { document: { version: 1 as const, pages: [...left.values()] }, passing: passing() };
  const path = await source.path();
  const { signal } = job;
  try {
    await extractDocument({ path, password, ...part, pages, signal, onPage, onGivenUp: givenUp.add });
  } finally {
    await givenUp.kept();
  }
  const document = DocumentIr.parse(JSON.parse(await readFile(part.irPath, 'utf8')));
  const byNumber = new Map([...document.pages.map((page) => [page.page, page] as const), ...left]);
  const inOrder = part.pages.flatMap((page) => byNumber.get(page) ?? []);
  return { document: { ...document, pages: inOrder }, passing: passing() };
}

async function writeScans(folder: string, pages: readonly unknown[]): Promise<string | undefined> {
  if (pages.length === 0) return undefined;
  const path = join(folder, 'scans.json');
  await writeFile(path, JSON.stringify({ version: 1, pages }));
  return path;
}
