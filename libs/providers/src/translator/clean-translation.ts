import type { Translation } from './translator.js';

/** Apertium's marks: `*` not in its dictionary, `@` no translation, `#` cannot be inflected. They are counted and taken off. */
export function cleanTranslation(marked: string): Translation {
  const line = marked.replace(/\s+/gu, ' ').trim();
  const words = line.match(/[*@#]?[\p{L}\p{N}]+/gu) ?? [];
  const unknown = words.filter((word) => /^[*@#]/u.test(word)).length;
  const text = line.replace(/(^|[\s\p{P}])[*@#](?=\p{L})/gu, '$1');
  return { text, unknownWordShare: words.length ? unknown / words.length : 0 };
}
