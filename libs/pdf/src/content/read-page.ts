import { PdfArray, PdfDict, PdfStream, type PDFPage } from '@libpdf/core';
import { AppError } from '@polyspool/contracts/errors';
import { AnnotationMode, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { limits } from '../objects/limits.js';
import { pageOf, type OpenDocument } from '../objects/open-document.js';
import { annotationsOf } from './annotations-of.js';
import { DrawingCost } from './drawing-cost.js';
import { initialState } from './graphics-state.js';
import { linksOf } from './links-of.js';
import type { Box } from './matrix.js';
import type { PageContent, UnreadPage } from './page-content.js';
import { PageCollector, type LoadedFont } from './page-collector.js';
import { StreamWalker } from './stream-walker.js';
import { TextEvents } from './text-events.js';

/** All that a page draws; or why nobody can tell, and then its text must not be touched. Pages count from 1. */
export async function readPage(open: OpenDocument, page: number): Promise<PageContent | UnreadPage> {
  if (page < 1 || page > open.pageCount) {
    throw new AppError('document.pageOutside', `Page ${page}: the document has ${open.pageCount}`);
  }
  try {
    return await read(open, page);
  } catch (error) {
    if (error instanceof AppError) return { page, reason: error.message, code: error.code };
    return { page, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function read(open: OpenDocument, number: number): Promise<PageContent> {
  const page = await pageOf(open, number);
  if (!page) throw new Error('It is not clear which page this is');
  const proxy = await open.pdfjs.getPage(number);
  try {
    const view = proxy.view as unknown as Box;
    if (Math.max(view[2] - view[0], view[3] - view[1]) > limits.pageSidePt) {
      throw new AppError('document.tooComplex', `The page is longer than ${limits.pageSidePt} points`);
    }
    const found = await walk(open, proxy, page);
    const { streams, shows, glyphs, paths, images, forms } = found;
    const rotation = proxy.rotate as PageContent['rotation'];
    const links = linksOf(page, open.resolve);
    const fields = annotationsOf(page, 'Widget', open.resolve).map(({ box }) => box);
    const drawn = { streams, shows, glyphs, paths, images, forms };
    return { page: number, dict: page.dict, view, rotation, ...drawn, links, fields };
  } finally {
    proxy.cleanup();
  }
}

async function walk(open: OpenDocument, proxy: PDFPageProxy, page: PDFPage) {
  const { resolve, decoder, screen } = open;
  const bytes = contentOf(open, page);
  const resources = resourcesOf(open, page);
  screen.screen(resources);
  new DrawingCost(resolve, decoder).check(bytes, resources);
  const list = await proxy.getOperatorList({ intent: 'display', annotationMode: AnnotationMode.DISABLE });
  const loadedFont = (id: string) =>
    proxy.commonObjs.has(id) ? ((proxy.commonObjs.get(id) as LoadedFont | null) ?? undefined) : undefined;
  const found = new PageCollector({ resolve, decoder, loadedFont, events: new TextEvents(list) });
  const stream = found.addStream({ kind: 'page', bytes, resources, ownsResources: true });
  new StreamWalker(found, stream, initialState()).walk();
  return found;
}

/** The parts of a page's content, joined by line feeds. */
function contentOf({ resolve, decoder }: OpenDocument, page: PDFPage): Uint8Array {
  const contents = page.dict.get('Contents', resolve);
  const parts =
    contents instanceof PdfArray
      ? Array.from({ length: contents.length }, (_, index) => contents.at(index, resolve))
      : [contents];
  const decoded = parts.flatMap((part) => (part instanceof PdfStream ? [decoder.decode(part)] : []));
  const length = decoded.reduce((sum, part) => sum + part.length + 1, 0);
  if (length > limits.streamBytes) throw new AppError('document.tooComplex', 'The content of the page is too long');
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of decoded) {
    joined.set(part, at);
    at += part.length;
    joined[at++] = 10;
  }
  return joined;
}

const maxTreeDepth = 50;

/** Inherited from the page tree where the page has none; where nobody has any, the page gets empty ones. */
function resourcesOf({ resolve }: OpenDocument, page: PDFPage) {
  let node: PdfDict | undefined = page.dict;
  for (let depth = 0; node && depth < maxTreeDepth; depth++) {
    const resources = node.getDict('Resources', resolve);
    if (resources) return resources;
    node = node.getDict('Parent', resolve);
  }
  const resources = new PdfDict();
  page.dict.set('Resources', resources);
  return resources;
}
