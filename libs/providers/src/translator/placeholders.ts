/** Begins no word of any language; of letters only, so that engines take it for an unknown word and leave it alone. */
const prefix = 'Zqx';
const letters = 'bcdfghjklmnpqrstvwxz';

/** A made-up word that stands for something which is not to be translated; for each `index` from 0 another one. */
export function placeholderAt(index: number): string {
  const [high, low] = [Math.floor(index / letters.length), index % letters.length];
  return `${prefix}${letters.charAt(high % letters.length)}${letters.charAt(low)}`;
}

export const seemsToHavePlaceholders = (text: string) => new RegExp(prefix, 'i').test(text);

/** A text as its parts: what stands between the placeholders, and of these the index. In any case, but never inflected. */
export function readPlaceholders(text: string): (string | number)[] {
  const pattern = new RegExp(`(?<!\\p{L})${prefix}([${letters}])([${letters}])(?!\\p{L})`, 'giu');
  const parts: (string | number)[] = [];
  let at = 0;
  for (const { 0: found, 1: high = '', 2: low = '', index } of text.matchAll(pattern)) {
    parts.push(text.slice(at, index), valueOf(high) * letters.length + valueOf(low));
    at = index + found.length;
  }
  return [...parts, text.slice(at)];
}

const valueOf = (letter: string) => letters.indexOf(letter.toLowerCase());
