import { isDeepStrictEqual } from 'node:util';
import type { RichText } from '@polyspool/contracts/rich-text';
import type { Block } from '../layout/block.js';

/**
 * Whether a text goes on saying what it said, in letters that the file does not tell: glyphs of a font that is not in it, read by
 * the custom of that font. Other programs read something else there; drawn anew it could only lose.
 */
export const isLeftAlone = (block: Pick<Block, 'text' | 'lines'>, translation: RichText | undefined) =>
  isDeepStrictEqual(block.text, translation) && block.lines.some(({ tokens }) => tokens.some(isReadByCustom));

const isReadByCustom = (token: Block['lines'][number]['tokens'][number]) =>
  'glyph' in token && token.glyph.show.font.glyphNumbers === 'known';
