/** Begins no word of any language; of letters only, so that engines take it for an unknown word and leave it alone. */
const prefix = 'Zqx';
const letters = 'bcdfghjklmnpqrstvwxz';
/** Some scripts stand before and after words of others without a space. */
const unspaced = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar'];
const letter = `(?![${unspaced.map((script) => String.raw`\p{Script=${script}}`).join('')}])\\p{L}`;

/** So many can be told apart in one text. */
export const placeholderCount = letters.length ** 2;

/** A made-up word that stands for something which is not to be translated; for each `index` from 0 another one. */
export function placeholderAt(index: number): string {
  const [high, low] = [Math.floor(index / letters.length), index % letters.length];
  return `${prefix}${letters.charAt(high % letters.length)}${letters.charAt(low)}`;
}

export const seemsToHavePlaceholders = (text: string) => new RegExp(prefix, 'i').test(text);

/** A text as its parts: what stands between the placeholders, and of these the index. In any case, but never inflected. */
export function readPlaceholders(text: string): (string | number)[] {
  const pattern = new RegExp(`(?<!${letter})${prefix}([${letters}])([${letters}])(?!${letter})`, 'giu');
  const parts: (string | number)[] = [];
  let at = 0;
  for (const { 0: found, 1: high = '', 2: low = '', index } of text.matchAll(pattern)) {
    parts.push(text.slice(at, index), valueOf(high) * letters.length + valueOf(low));
    at = index + found.length;
  }
  return [...parts, text.slice(at)];
}

/** Where made-up words of one's own may begin in a text that may have some already. */
export const firstFreePlaceholder = (text: string) =>
  1 + Math.max(-1, ...readPlaceholders(text).filter((part) => typeof part === 'number'));

const valueOf = (letter: string) => letters.indexOf(letter.toLowerCase());
