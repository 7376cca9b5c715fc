import { AppError } from '@polyspool/contracts/errors';
import { extractPages } from '@polyspool/pdf/document/extract-pages';
import { openDocument } from '@polyspool/pdf/objects/open-document';
import { recognizeScans } from '@polyspool/pdf/scan/recognize-scans';
import { TesseractTextRecognizer } from '@polyspool/providers/ocr/tesseract-text-recognizer';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The judge looks at no more. */
const mostPages = 12;

/** Has pages read that are pictures, or in fonts that do not tell their letters. Where the answer lies; undefined where none are. */
export async function recognizePictures(source: string, folder: string): Promise<string | undefined> {
  const pages = await picturesIn(source);
  if (!pages.length) return undefined;
  const scansPath = join(folder, 'scans.json');
  const recognizer = new TesseractTextRecognizer();
  await recognizeScans({
    path: source,
    pages,
    folder,
    scansPath,
    recognize: (picture) => recognizer.recognize(picture, { language: 'en' }),
  });
  return scansPath;
}

/** What cannot be opened says so when it is to be translated. */
async function picturesIn(source: string): Promise<number[]> {
  try {
    const open = await openDocument(new Uint8Array(await readFile(source)), {});
    try {
      const first = Math.min(open.pageCount, mostPages);
      const { pages } = await extractPages(open, { pages: Array.from({ length: first }, (_, index) => index + 1) });
      return pages.filter(({ kind, blocks }) => kind === 'scan' && !blocks.length).map(({ page }) => page);
    } finally {
      await open.close();
    }
  } catch (error) {
    if (AppError.from(error).code === 'internal') throw error;
    return [];
  }
}
