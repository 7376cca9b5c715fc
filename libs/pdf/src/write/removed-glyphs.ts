import type { PageContent, TextShow } from '../content/page-content.js';
import type { Block } from '../layout/block.js';

/** Not the controls: in fonts of signs they are signs. */
const blank = /^\p{Zs}+$/u;

/** Marks, by index, the glyphs that go: those of the blocks, formulas included, and the spaces between them. */
export function removedGlyphs(content: PageContent, blocks: readonly Block[]): Uint8Array {
  const removed = new Uint8Array(content.glyphs.length);
  for (const block of blocks)
    for (const { tokens } of block.lines)
      for (const token of tokens) if ('glyph' in token) removed[token.glyph.index] = 1;
  if (blocks.length) for (const show of content.shows) removeSpacesBetween(show, removed);
  return removed;
}

/** A space with nothing around it that stays is of no use, and would stand in the way of the new text. */
function removeSpacesBetween({ glyphs, bytesPerCode, isVertical, state }: TextShow, removed: Uint8Array) {
  // Such a show stays as it is, or what follows it would move.
  if (!bytesPerCode || isVertical || !state.fontSize) return;
  for (const [at, glyph] of glyphs.entries()) {
    if (!blank.test(glyph.unicode) || removed[glyph.index]) continue;
    const before = glyphs[at - 1];
    const after = glyphs[at + 1];
    if ((!before || removed[before.index]) && (!after || removed[after.index])) removed[glyph.index] = 1;
  }
}
