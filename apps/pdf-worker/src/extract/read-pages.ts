import type { FileKey } from '@polyspool/contracts/files';
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
import { groupsOf } from '../document/pages-of.js';
import { GivenUpPages } from './given-up-pages.js';
import { recognizePages } from './recognize-pages.js';

export interface ReadingJob extends Pick<RunningJob, 'signal' | 'step' | 'log'> {
  readonly input: { readonly recognizeText: boolean; readonly language?: Language | undefined };
}

export interface Reading {
  readonly storage: Storage;
  readonly recognizer: TextRecognizer;
  readonly source: DocumentSource;
  /** Given up before: a group of none but such pages is not read again. */
  readonly untouched?: readonly UntouchedPage[];
  /** Told when a page is begun, of so many. */
  readonly onPage?: (page: number, place: PlaceInWork) => void;
  /** Told when the picture of a page is to be recognised, of so many. */
  readonly onPicture?: (page: number, place: PlaceInWork) => void;
}

export interface PlaceInWork {
  /** Before this one. */
  readonly done: number;
  readonly all: number;
}

export interface ReadDocument {
  readonly document: DocumentIr;
  /** A `ScanFile` as JSON, where pages were read in their pictures. */
  readonly scansPath?: string | undefined;
  readonly warnings: readonly Warning[];
}

interface Group {
  readonly document: FileKey;
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
    const read = await readGroup(job, reading, group);
    groups.push(read);
    documents.push(DocumentIr.parse(JSON.parse(await readText(reading.storage, read.document))));
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

async function readGroup(job: ReadingJob, reading: Reading, pages: readonly number[]): Promise<Group> {
  const { recognizeText, language } = job.input;
  const { source, recognizer } = reading;
  const recognition = recognizeText && [await recognizer.describe(language), language ?? null];
  return job.step('extract', [...source.key, pages, recognition], async (files) => {
    const irPath = join(source.folder, `read-${pages[0]}.json`);
    const document = await extract(job, reading, { pages, irPath });
    const pictures = document.pages.filter(isUnread).map(({ page }) => page);
    const recognized = await recognizePages(job, reading, pictures);
    const scansPath = await writeScans(source.folder, recognized.scans);
    const scanned = recognized.scans.map(({ page }) => page);
    const again = scansPath ? (await extract(job, reading, { pages: scanned, irPath, scansPath })).pages : [];
    const byNumber = new Map([...again, ...recognized.untouched].map((page) => [page.page, page]));
    const whole = { ...document, pages: joinPages(document.pages.map((page) => byNumber.get(page.page) ?? page)) };
    const kept = await files.keep('document.json', JSON.stringify(whole));
    return { document: kept, scans: recognized.scans, warnings: recognized.warnings };
  });
}

const isUnread = ({ kind, blocks }: PageIr) => kind === 'scan' && blocks.length === 0;

interface Part {
  readonly pages: readonly number[];
  readonly irPath: string;
  readonly scansPath?: string | undefined;
}

async function extract(job: ReadingJob, { source, onPage }: Reading, part: Part): Promise<DocumentIr> {
  const { password } = source;
  const path = await source.path();
  const givenUp = new GivenUpPages(job, { key: ['read', ...source.key], pages: part.pages, chances: 1 });
  const left = new Map((await givenUp.known()).map((page) => [page.page, untouchedIr(page)]));
  const pages = part.pages.filter((page) => !left.has(page));
  if (pages.length === 0) return { version: 1, pages: [...left.values()] };
  const begin = (page: number) => {
    givenUp.begun(page);
    onPage?.(page, { done: pages.indexOf(page), all: pages.length });
  };
  try {
    await extractDocument({ path, password, ...part, pages, signal: job.signal, onPage: begin });
  } finally {
    await givenUp.kept();
  }
  const document = DocumentIr.parse(JSON.parse(await readFile(part.irPath, 'utf8')));
  const byNumber = new Map([...document.pages.map((page) => [page.page, page] as const), ...left]);
  return { ...document, pages: part.pages.flatMap((page) => byNumber.get(page) ?? []) };
}

async function writeScans(folder: string, pages: readonly unknown[]): Promise<string | undefined> {
  if (pages.length === 0) return undefined;
  const path = join(folder, 'scans.json');
  await writeFile(path, JSON.stringify({ version: 1, pages }));
  return path;
}
