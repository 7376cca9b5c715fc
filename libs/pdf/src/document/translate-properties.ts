import { PdfString } from '@libpdf/core';
import type { PDF } from '@libpdf/core';
import { plainText } from '@polyspool/contracts/rich-text';
import type { RichText } from '@polyspool/contracts/rich-text';
import { documentTitle, titleId } from './document-title.js';
import { outlineItems } from './outline-items.js';

/** Puts translations into what a document says beside its pages: bookmarks and its title. */
export function translateProperties(pdf: PDF, translations: ReadonlyMap<string, RichText>) {
  for (const { id, dict } of outlineItems(pdf)) {
    const translation = translations.get(id);
    if (translation) dict.set('Title', PdfString.fromString(plainText(translation)));
  }
  const title = translations.get(titleId);
  if (title && documentTitle(pdf)) pdf.setTitle(plainText(title));
}
