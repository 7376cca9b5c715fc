import { invert } from '../content/matrix.js';
import type { Block } from '../layout/block.js';

/** Whether a block's text can be taken out of its streams and put in again; where not, it has to stay as it is. */
export function isWritable(block: Block): boolean {
  const glyphs = block.lines.flatMap(({ tokens }) =>
    tokens.flatMap((token) => ('glyph' in token ? [token.glyph] : [])),
  );
  const isReplaceable = glyphs.every(
    ({ element, show }) => element >= 0 && show.bytesPerCode > 0 && show.state.fontSize !== 0 && invert(show.state.ctm),
  );
  const hasFonts = block.formulas.every((formula) =>
    formula.glyphs.every(({ glyph }) => glyph.show.state.fontName !== undefined),
  );
  return glyphs.length > 0 && isReplaceable && hasFonts;
}
