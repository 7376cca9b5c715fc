import type { DecodedGlyph } from './text-events.js';

const maxCodeBytes = 4;

type Elements = readonly (Uint8Array | number)[];
/** 0 where the code does not stand there. */
type LengthAt = (code: number, bytes: Uint8Array, at: number) => number;

/**
 * How many bytes the code of each glyph takes, found by what the codes are: character maps may mix lengths. Undefined where
 * codes and bytes do not fit together.
 */
export function codeLengths(elements: Elements, glyphs: readonly DecodedGlyph[], isComposite: boolean) {
  const bytes = elements.reduce<number>((sum, part) => sum + (typeof part === 'number' ? 0 : part.length), 0);
  const attempts: LengthAt[] = [];
  if (bytes === glyphs.length) attempts.push(oneByte);
  if (isComposite && bytes === 2 * glyphs.length) attempts.push(twoBytes);
  if (isComposite) attempts.push(shortest);
  for (const lengthAt of attempts) {
    const lengths = lengthsBy(lengthAt, elements, glyphs);
    if (lengths) return lengths;
  }
  return undefined;
}

function lengthsBy(lengthAt: LengthAt, elements: Elements, glyphs: readonly DecodedGlyph[]): Uint8Array | undefined {
  const lengths = new Uint8Array(glyphs.length);
  let next = 0;
  for (const part of elements) {
    if (typeof part === 'number') continue;
    for (let at = 0; at < part.length; next++) {
      const glyph = glyphs[next];
      const length = glyph ? lengthAt(glyph.originalCharCode, part, at) : 0;
      if (!length || at + length > part.length) return undefined;
      lengths[next] = length;
      at += length;
    }
  }
  return next === glyphs.length ? lengths : undefined;
}

// pdf.js says 0 where a byte begins no code of the font.
const oneByte: LengthAt = (code, bytes, at) => (code === bytes[at] || code === 0 ? 1 : 0);

const twoBytes: LengthAt = (code, bytes, at) => (code === valueOf(bytes, at, 2) ? 2 : 0);

const shortest: LengthAt = (code, bytes, at) => {
  if (oneByte(code, bytes, at)) return 1;
  for (let length = 2; length <= maxCodeBytes; length++) if (code === valueOf(bytes, at, length)) return length;
  return 0;
};

function valueOf(bytes: Uint8Array, at: number, length: number) {
  let value = 0;
  for (let index = at; index < at + length; index++) value = value * 256 + (bytes[index] ?? 0);
  return value;
}
