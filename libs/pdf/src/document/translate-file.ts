import { pagesIn } from '@polyspool/contracts/page-range';
import type { BlockText, DocumentLayout } from '@polyspool/contracts/pdf';
import type { RichText } from '@polyspool/contracts/rich-text';
import { openDocument } from '../objects/open-document.js';
import type { DocumentIr } from './document.js';
import { extractPages } from './extract-pages.js';
import type { ReconstructionFacts } from './page-facts.js';
import type { ScanPage } from '../scan/scan-page.js';
import { reconstructPages } from './reconstruct-pages.js';
import type { ReconstructedFile } from './reconstruct-pages.js';
import { textsToTranslate } from './texts-to-translate.js';

export interface FileTranslation {
  readonly password?: string;
  /** As people write them. */
  readonly pages?: string;
  /** That `translate` translates into. */
  readonly language: string;
  readonly layouts?: readonly DocumentLayout[];
  /** Pages whose text was recognised in their picture. */
  readonly scans?: ReadonlyMap<number, ScanPage>;
  readonly translate: (texts: readonly BlockText[]) => Promise<readonly BlockText[]> | readonly BlockText[];
}

export interface TranslatedFile {
  readonly document: DocumentIr;
  readonly files: readonly ReconstructedFile[];
  readonly facts: ReconstructionFacts;
}

/**
 * All stages over one file in this process, for tests and measurements: what jobs do, they do in processes that may be ended.
 */
export async function translateFile(bytes: Uint8Array, translation: FileTranslation): Promise<TranslatedFile> {
  const open = await openDocument(bytes, { password: translation.password });
  try {
    const pages = pagesIn(translation.pages, open.pageCount);
    const { layouts = ['inPlace'], language, scans } = translation;
    const document = await extractPages(open, { pages, ...(scans && { scans }) });
    const texts = await translation.translate(textsToTranslate(document));
    const translations = new Map<string, RichText>(texts.map(({ id, text }) => [id, text]));
    return {
      document,
      ...(await reconstructPages(open, { pages, layouts, language, translations, ...(scans && { scans }) })),
    };
  } finally {
    await open.close();
  }
}
