import type { RecognizedPage } from '@polyspool/contracts/recognized-page';
import { runTask } from '@polyspool/processes/run-task';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Matrix } from '../content/matrix.js';
import { pagesTaskLimits } from '../document/pages-task-limits.js';
import type { ReadScan } from './scan-page-of.js';

export interface ScansToRecognize {
  readonly path: string;
  readonly password?: string | undefined;
  /** First = 1. */
  readonly pages: readonly number[];
  /** Reads the text of a PNG file. */
  readonly recognize: (picture: { readonly path: string; readonly dpi: number }) => Promise<RecognizedPage>;
  /** For what lies about meanwhile. */
  readonly folder: string;
  /** Takes a `ScanFile` as JSON. */
  readonly scansPath: string;
  readonly signal?: AbortSignal | undefined;
  /** Called when a page has been read. */
  readonly onPage?: (page: number) => void;
}

export interface ScansToDraw {
  readonly path: string;
  readonly password?: string | undefined;
  readonly pages: readonly number[];
  readonly dpi: number;
  readonly folder: string;
}

export interface ScansToMeasure {
  readonly path: string;
  readonly password?: string | undefined;
  /** Takes `ReadScan`s as JSON. */
  readonly readPath: string;
  readonly scansPath: string;
}

const Numbers6 = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);

const ScanPicture = z.object({
  page: z.int().positive(),
  path: z.string(),
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** Lower than was asked for where the page is very large. */
  dpi: z.number().positive(),
  /** From pixels (x to the right, y downwards) to default user space in points. */
  toPage: Numbers6.transform((numbers): Matrix => numbers),
});

/** Recognisers are made for it; letters of 6 points still have 12 pixels from foot to head. */
const dpi = 300;
/** Pictures that lie about at a time. */
const picturesAtOnce = 8;
const task = { from: import.meta.url, message: z.int() };

/** Reads pages that are pictures: draws them, has them read, and measures the sizes and colours of what was read. */
export async function recognizeScans(scans: ScansToRecognize): Promise<void> {
  const { path, password, pages, folder, scansPath, signal } = scans;
  const read: ReadScan[] = [];
  for (let at = 0; at < pages.length; at += picturesAtOnce) {
    const some = pages.slice(at, at + picturesAtOnce);
    const pictures = await draw({ path, password, pages: some, dpi, folder }, signal);
    for (const picture of pictures) {
      signal?.throwIfAborted();
      read.push({ page: picture.page, recognized: await scans.recognize(picture), toPage: picture.toPage });
      await rm(picture.path);
      scans.onPage?.(picture.page);
    }
  }
  const readPath = join(folder, 'read-scans.json');
  await writeFile(readPath, JSON.stringify(read));
  await measure({ path, password, readPath, scansPath }, pages.length, signal);
  await rm(readPath);
}

const draw = (input: ScansToDraw, signal: AbortSignal | undefined) =>
  runTask({
    ...task,
    ...pagesTaskLimits(input.pages.length),
    name: 'draw-scans.task',
    input,
    answer: z.array(ScanPicture),
    ...(signal && { signal }),
  });

const measure = (input: ScansToMeasure, pages: number, signal: AbortSignal | undefined) =>
  runTask({
    ...task,
    ...pagesTaskLimits(pages),
    name: 'measure-scans.task',
    input,
    answer: z.null(),
    ...(signal && { signal }),
  });
