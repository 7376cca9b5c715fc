import type { TextShow } from '../content/page-content.js';
import { bytesOperand, numberOperand } from './operands.js';

/** A show with some of its glyphs gone: each leaves as much room as it took, so that the others stay where they are. */
export function keptText(show: TextShow, removed: Uint8Array): string {
  const { fontSize } = show.state;
  if (!show.bytesPerCode || !fontSize) return '';
  const array = new TextArray(fontSize);
  let next = 0;
  for (const [index, element] of show.elements.entries()) {
    if (typeof element === 'number') {
      array.move((-element / 1000) * fontSize);
      continue;
    }
    for (let glyph = show.glyphs[next]; glyph?.element === index; glyph = show.glyphs[++next]) {
      if (removed[glyph.index]) array.move(glyph.advance);
      else array.show(element.subarray(glyph.offset, glyph.offset + glyph.length));
    }
  }
  return array.operator();
}

/** What ' and " do before they show. */
export function movesBefore({ operator, spacings: [wordSpacing = 0, characterSpacing = 0] }: TextShow): string {
  if (operator === "'") return 'T* ';
  if (operator !== '"') return '';
  return `${numberOperand(wordSpacing)} Tw ${numberOperand(characterSpacing)} Tc T* `;
}

/** The operand of TJ while it grows. */
class TextArray {
  readonly #parts: string[] = [];
  #codes: Uint8Array[] = [];
  #gap = 0;

  constructor(private readonly fontSize: number) {}

  /** In unscaled text space. */
  move(distance: number) {
    this.#endCodes();
    this.#gap += distance;
  }

  show(code: Uint8Array) {
    this.#endGap();
    this.#codes.push(code);
  }

  operator() {
    this.#endCodes();
    this.#endGap();
    return `[${this.#parts.join(' ')}] TJ`;
  }

  #endCodes() {
    if (this.#codes.length) this.#parts.push(bytesOperand(Buffer.concat(this.#codes)));
    this.#codes = [];
  }

  #endGap() {
    if (Math.abs(this.#gap) > 1e-6) this.#parts.push(numberOperand((-this.#gap / this.fontSize) * 1000));
    this.#gap = 0;
  }
}
