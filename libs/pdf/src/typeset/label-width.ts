import type { Block } from '../layout/block.js';
import type { Paragraph } from './paragraph.js';

/** The bullet or number of a list item with the space behind it, in points; undefined where the text does not start with it. */
export function labelWidthOf({ lines: [line] }: Block, { text }: Paragraph): number | undefined {
  if (!line) return undefined;
  const gap = line.tokens.findIndex((token) => 'isGap' in token);
  const behind = line.tokens[gap + 1];
  if (gap < 1 || !behind || 'isGap' in behind) return undefined;
  const label = line.tokens
    .slice(0, gap)
    .map((token) => ('isGap' in token ? '' : token.glyph.unicode))
    .join('');
  if (!isLabel.test(label) || !text.startsWith(`${label} `)) return undefined;
  const width = behind.x - line.x;
  return width > 0 ? width : undefined;
}

const isLabel = /^(?:[•●▪■◦‣·∙○□❑►➢✓✔–—*-]|\(?\p{N}{1,3}(?:\.\p{N}{1,3})*[.):]?|\(?\p{L}[.)]|\[[\p{L}\p{N}+]{1,8}\])$/u;
