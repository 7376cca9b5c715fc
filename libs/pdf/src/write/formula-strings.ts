import type { Glyph } from '../content/page-content.js';
import type { Formula } from '../layout/block.js';

export interface FormulaString {
  readonly first: Glyph;
  readonly codes: Uint8Array;
}

/** The codes of a formula, joined where they stood together in one string. */
export function formulaStrings({ glyphs }: Formula): FormulaString[] {
  const strings: { first: Glyph; last: Glyph; codes: Uint8Array[] }[] = [];
  for (const { glyph } of glyphs) {
    const code = codeOf(glyph);
    const current = strings.at(-1);
    if (current && follows(current.last, glyph)) {
      current.codes.push(code);
      current.last = glyph;
    } else strings.push({ first: glyph, last: glyph, codes: [code] });
  }
  return strings.map(({ first, codes }) => ({ first, codes: Buffer.concat(codes) }));
}

const follows = (before: Glyph, after: Glyph) =>
  before.show === after.show && before.element === after.element && before.offset + before.length === after.offset;

function codeOf({ show, element, offset, length }: Glyph): Uint8Array {
  const codes = show.elements[element];
  return codes instanceof Uint8Array ? codes.subarray(offset, offset + length) : new Uint8Array();
}
