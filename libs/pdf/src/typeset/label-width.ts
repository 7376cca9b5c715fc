import type { Block } from '../layout/block.js';
import { formulaMark, type Paragraph } from './paragraph.js';

/** The bullet or number of a list item with the space behind it, in points; undefined where the text does not start with it. */
export function labelWidthOf(block: Block, { text }: Paragraph): number | undefined {
  const line = block.lines[0];
  const gap = line?.tokens.findIndex((token) => 'isGap' in token) ?? -1;
  const behind = line?.tokens[gap + 1];
  if (!line || gap < 1 || !behind || 'isGap' in behind) return undefined;
  const glyphs = line.tokens.slice(0, gap).flatMap((token) => ('isGap' in token ? [] : [token.glyph]));
  const label = glyphs.map(({ unicode }) => unicode).join('');
  const isDrawnAsItIs = block.formulas[0]?.glyphs.length === glyphs.length && text.startsWith(`${formulaMark} `);
  if (!isLabel.test(label) || !(isDrawnAsItIs || text.startsWith(`${label} `))) return undefined;
  const width = behind.x - line.x;
  return width > 0 ? width : undefined;
}

const isLabel = /^(?:[•●▪■◦‣·∙○□❑►➢✓✔–—*-]|\(?\p{N}{1,3}(?:\.\p{N}{1,3})*[.):]?|\(?\p{L}[.)]|\[[\p{L}\p{N}+]{1,8}\])$/u;
