import { PdfName, PdfStream } from '@libpdf/core';
import type { OpenDocument } from '../objects/open-document.js';
import { changeMetadata } from './change-metadata.js';
import { forgetOldWords } from './forget-old-words.js';

/** Says that the document is in another language now, and no longer what it said of its old text; answers what was taken out. */
export function sayLanguage(
  { pdf, decoder, resolve, pageCount }: OpenDocument,
  { language, pages }: { readonly language: string; readonly pages: readonly number[] },
): string[] {
  const isWhole = pages.length >= pageCount;
  if (isWhole) pdf.setLanguage(language);
  forgetOldWords(pdf, { pages, isWhole });
  const metadata = pdf.getCatalog().get('Metadata', resolve);
  if (!(metadata instanceof PdfStream)) return [];
  const before = Buffer.from(decoder.decode(metadata)).toString('utf8');
  const { text, isArchive } = changeMetadata(before, isWhole ? language : undefined);
  if (text === before) return [];
  metadata.setData(Buffer.from(text));
  metadata.set('Type', PdfName.of('Metadata'));
  metadata.set('Subtype', PdfName.of('XML'));
  return isArchive
    ? ['The document no longer says that it conforms to PDF/A: that would have to be examined again']
    : [];
}
