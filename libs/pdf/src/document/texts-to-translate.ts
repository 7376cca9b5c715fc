import type { BlockText } from '@polyspool/contracts/pdf';
import type { DocumentIr } from './document.js';
import { titleId } from './document-title.js';

export type TextToTranslate = BlockText & { readonly continuedBy?: string };

/** All that translators get of a document, in the order of reading: blocks, bookmarks, and its title. */
export function textsToTranslate({ pages, outline = [], title }: DocumentIr): TextToTranslate[] {
  const blocks = pages.flatMap((page) => page.blocks).filter(({ skipReason }) => !skipReason);
  return [
    ...blocks.map(({ id, text, continuedBy }) => ({ id, text, ...(continuedBy && { continuedBy }) })),
    ...outline.map((item) => ({ id: item.id, text: [{ text: item.title }] })),
    ...(title ? [{ id: titleId, text: [{ text: title }] }] : []),
  ];
}
