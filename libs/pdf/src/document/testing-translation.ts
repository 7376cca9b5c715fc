import type { PageContent } from '../content/page-content.js';
import { readPage } from '../content/read-page.js';
import { openDocument } from '../objects/open-document.js';
import type { BlockIr } from './document.js';
import { extractPages } from './extract-pages.js';
import { translateFile } from './translate-file.js';
import type { FileTranslation } from './translate-file.js';

/** The file with every stretch of text changed by a function, in place unless asked for otherwise. For tests only. */
export async function translated(
  source: Uint8Array,
  change: (text: string) => string,
  options: Partial<FileTranslation> = {},
): Promise<Uint8Array> {
  const { files } = await translateFile(source, {
    language: 'en',
    translate: (texts) =>
      texts.map(({ id, text }) => ({
        id,
        text: text.map((piece) => ('text' in piece ? { ...piece, text: change(piece.text) } : piece)),
      })),
    ...options,
  });
  const [file] = files;
  if (!file) throw new Error('No layout was asked for');
  return file.bytes;
}

/** What a file says, read again. */
export async function blocksOf(bytes: Uint8Array): Promise<BlockIr[]> {
  const open = await openDocument(bytes);
  const pages = Array.from({ length: open.pageCount }, (_, index) => index + 1);
  const document = await extractPages(open, { pages });
  await open.close();
  return document.pages.flatMap(({ blocks }) => blocks);
}

/** What its pages draw. */
export async function pagesOf(bytes: Uint8Array): Promise<PageContent[]> {
  const open = await openDocument(bytes);
  const pages: PageContent[] = [];
  for (let page = 1; page <= open.pageCount; page += 1) {
    const content = await readPage(open, page);
    if ('reason' in content) throw new Error(`Page ${page}: ${content.reason}`);
    pages.push(content);
  }
  await open.close();
  return pages;
}

/** From the first to the last glyph of a text on a page: left, baseline, right. */
export function placeOf({ glyphs }: PageContent, text: string): { x: number; baseline: number; endX: number } {
  const at = glyphs
    .map(({ unicode }) => unicode)
    .join('')
    .indexOf(text);
  const [first, last] = [glyphs[at], glyphs[at + text.length - 1]];
  if (!first || !last) throw new Error(`There is no ${text} on the page`);
  return { x: first.origin[0], baseline: first.origin[1], endX: last.origin[0] + last.widthPt };
}
