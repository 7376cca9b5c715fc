import type { BlockText } from '@polyspool/contracts/pdf';
import type { Warning } from '@polyspool/contracts/warning';
import type { DocumentIr } from '@polyspool/pdf/document/document';
import { textsToTranslate } from '@polyspool/pdf/document/texts-to-translate';

/**
 * Texts for blocks that the pages do not have are not set: somebody may have meant another document, or other pages. Of a page
 * that is left as it is, nobody knows the blocks.
 */
export function unknownBlocks(document: DocumentIr, blocks: readonly Pick<BlockText, 'id'>[]): Warning[] {
  const inPages = document.pages.flatMap((page) => page.blocks.map(({ id }) => id));
  const known = new Set([...inPages, ...textsToTranslate(document).map(({ id }) => id)]);
  const left = new Set(document.pages.filter(({ kind }) => kind === 'untouched').map(({ page }) => `${page}`));
  const unknown = blocks.filter(({ id }) => !known.has(id) && !left.has(id.split('-')[0]!)); // it has a first part
  if (unknown.length === 0) return [];
  const detail = `${unknown.length} of ${blocks.length} texts belong to no block of these pages; the first is ${unknown[0]?.id}`;
  return [{ code: 'document.unknownBlock', detail }];
}
