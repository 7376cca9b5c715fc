import { PDF, type PDFPage } from '@libpdf/core';
import { AppError } from '@polyspool/contracts/errors';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { limits } from './limits.js';
import { openPdfjs } from './open-pdfjs.js';
import { readWhole } from './read-whole.js';
import { rebuildCrossReferences } from './rebuild-cross-references.js';
import { repairDocument } from './repair-document.js';
import { ResourceScreen } from './resource-screen.js';
import { screenFile } from './screen-file.js';
import { StreamDecoder, type Resolve } from './stream-decoder.js';

/** One file in the hands of the two libraries that read it: objects and glyphs. */
export interface OpenDocument {
  readonly pdf: PDF;
  readonly pdfjs: PDFDocumentProxy;
  readonly pageCount: number;
  readonly isRepaired: boolean;
  readonly resolve: Resolve;
  readonly decoder: StreamDecoder;
  readonly screen: ResourceScreen;
  close(): Promise<void>;
}

/**
 * For task processes only: hostile files cost time and memory before they are recognised. A damaged file is repaired by
 * PDFium: what the object library makes of damage can take for ever.
 * Throws `file.unreadable`, `file.needsPassword`, `file.wrongPassword`, `document.tooManyPages`, `document.tooComplex`.
 */
export async function openDocument(
  bytes: Uint8Array,
  { password }: { readonly password?: string | undefined } = {},
): Promise<OpenDocument> {
  try {
    return await open(bytes, { password, isRepaired: false });
  } catch (error) {
    if (!isDamage(error)) throw error;
    for (const repair of [repairDocument, rebuildCrossReferences, repairRebuilt]) {
      const repaired = await repair(bytes, password);
      const document = repaired && (await openRepaired(repaired));
      if (document) return document;
    }
    throw unreadable(error);
  }
}

async function repairRebuilt(bytes: Uint8Array) {
  const rebuilt = rebuildCrossReferences(bytes);
  return rebuilt && repairDocument(rebuilt);
}

async function openRepaired(bytes: Uint8Array): Promise<OpenDocument | undefined> {
  try {
    return await open(bytes, { isRepaired: true });
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

/** Errors of the libraries have no code of ours: whatever they stumble over, the file is to blame. */
const isDamage = (error: unknown) => !(error instanceof AppError) || error.code === 'file.unreadable';

/** Undefined where the two libraries do not see the same page at that place. */
export async function pageOf({ pdf, pdfjs }: OpenDocument, page: number): Promise<PDFPage | undefined> {
  const found = pdf.getPage(page - 1);
  const reference = (await pdfjs.getPage(page)).ref;
  const isSame = !reference || reference.num === found?.ref.objectNumber;
  return found && isSame ? found : undefined;
}

interface Opening {
  readonly password?: string | undefined;
  readonly isRepaired: boolean;
}

async function open(bytes: Uint8Array, { password, isRepaired }: Opening): Promise<OpenDocument> {
  screenFile(bytes);
  const pdf = await PDF.load(bytes, { lenient: false, ...(password !== undefined && { credentials: password }) });
  if (pdf.isEncrypted && !pdf.isAuthenticated) throw refused(password);
  readWhole(pdf);
  if (isDynamicForm(pdf)) {
    throw new AppError(
      'document.dynamicForm',
      'The form makes its pages itself (XFA); only its own program can show them',
    );
  }
  const pages = pdf.getPageCount();
  if (pages > limits.pages) throw tooMany(pages);
  const pdfjs = await openPdfjs(bytes, password);
  const pageCount = Math.min(pages, pdfjs.numPages);
  const resolve: Resolve = (reference) => pdf.getObject(reference);
  if (!pageCount) {
    await pdfjs.loadingTask.destroy();
    throw new AppError('file.unreadable', 'The file has no page');
  }
  const close = () => pdfjs.loadingTask.destroy();
  const decoder = new StreamDecoder(resolve);
  const screen = new ResourceScreen(resolve, decoder);
  return { pdf, pdfjs, pageCount, isRepaired, resolve, decoder, screen, close };
}

/** Its one page says that it cannot be shown. */
function isDynamicForm(pdf: PDF) {
  const resolve = pdf.getObject.bind(pdf);
  const catalog = pdf.getCatalog();
  const form = catalog.getDict('AcroForm', resolve);
  const hasNoFields = !form?.getArray('Fields', resolve)?.length;
  const needsRendering = catalog.getBool('NeedsRendering', resolve)?.value === true;
  return form?.has('XFA') === true && (needsRendering || hasNoFields);
}

const refused = (password: string | undefined) =>
  password === undefined
    ? new AppError('file.needsPassword', 'The file is encrypted', {
        pointers: [{ pointer: '/password', detail: 'The file opens with a password only' }],
      })
    : new AppError('file.wrongPassword', 'The password does not open the file', {
        pointers: [{ pointer: '/password', detail: 'It does not open the file' }],
      });

const tooMany = (pages: number) =>
  new AppError('document.tooManyPages', `The document has ${pages} pages; ${limits.pages} are allowed`);

const unreadable = (cause: unknown) =>
  cause instanceof AppError
    ? cause
    : new AppError(
        'file.unreadable',
        `The file is no readable PDF: ${cause instanceof Error ? cause.message : String(cause)}`,
        {
          cause,
        },
      );
