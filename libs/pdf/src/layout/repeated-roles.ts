import { plainText } from '@polyspool/contracts/rich-text';
import type { BlockIr, BlockRole, PageIr } from '../document/document.js';

/** Of a page's height: where running heads and page numbers stand. */
const margin = 0.15;

/** What stands at the same height of several pages, and says the same but for its numbers, is a header or a footer. */
export function repeatedRoles(pages: readonly PageIr[]): Map<string, BlockRole> {
  const places = new Map<
    string,
    { readonly blocks: BlockIr[]; readonly pages: Set<number>; readonly role: BlockRole }
  >();
  for (const page of pages) {
    for (const block of page.blocks) {
      const role = marginRole(page, block);
      if (!role) continue;
      const key = `${role} ${Math.round(block.box[1] / 4)} ${plainText(block.text).replace(/\d+/g, '0')}`;
      const place = places.get(key) ?? { blocks: [], pages: new Set(), role };
      place.blocks.push(block);
      place.pages.add(page.page);
      places.set(key, place);
    }
  }
  const repeated = [...places.values()].filter((place) => place.pages.size > 1);
  return new Map(repeated.flatMap(({ blocks, role }) => blocks.map(({ id }) => [id, role] as const)));
}

function marginRole({ view, rotation }: PageIr, { box, lines, angleDegrees }: BlockIr): BlockRole | undefined {
  if (rotation !== 0 || angleDegrees !== 0 || lines > 3) return undefined;
  const height = view[3] - view[1];
  if (box[1] > view[3] - margin * height) return 'header';
  return box[3] < view[1] + margin * height ? 'footer' : undefined;
}
