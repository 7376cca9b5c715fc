import type { BlockIr, PageIr } from '../document/document.js';
import { continues } from './continues.js';
import { repeatedRoles } from './repeated-roles.js';

/** What only all pages together tell: texts that go on in another column or page, and those that each page repeats. */
export function joinPages(pages: readonly PageIr[]): PageIr[] {
  const roles = repeatedRoles(pages);
  const named = pages.map((page) => ({
    ...page,
    blocks: page.blocks.map((block) => ({ ...block, role: roles.get(block.id) ?? block.role })),
  }));
  const next = continuations(named);
  return named.map((page) => ({
    ...page,
    blocks: page.blocks.map((block) => {
      const continuedBy = next.get(block.id);
      return continuedBy === undefined ? block : { ...block, continuedBy };
    }),
  }));
}

/** From each block to the one that its last sentence goes on in. Notes, figures and page numbers in between are passed. */
function continuations(pages: readonly PageIr[]) {
  const next = new Map<string, string>();
  let open: { readonly block: BlockIr; readonly page: number } | undefined;
  for (const { page, blocks } of pages) {
    for (const block of blocks) {
      if (block.role !== 'body' && block.role !== 'listItem') {
        if (block.role === 'heading') open = undefined;
        continue;
      }
      if (open && page - open.page <= 1 && continues(open.block, block, page !== open.page))
        next.set(open.block.id, block.id);
      open = { block, page };
    }
  }
  return next;
}
