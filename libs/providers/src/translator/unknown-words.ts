import type { Translation } from './translator.js';

export const countWords = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Of so many words that the engine did not know we know what they mean. */
export function withoutUnknownWords({ text, unknownWordShare }: Translation, known: number) {
  if (unknownWordShare === undefined) return {};
  const words = countWords(text);
  return { unknownWordShare: words === 0 ? 0 : Math.max(0, Math.round(unknownWordShare * words) - known) / words };
}

/** Parts of one text as one translation. */
export function joinTranslations(parts: readonly Translation[]): Translation {
  const text = parts.map((part) => part.text).join('');
  if (parts.some(({ unknownWordShare }) => unknownWordShare === undefined)) return { text };
  const words = parts.map((part) => countWords(part.text));
  const unknown = parts.reduce((sum, { unknownWordShare = 0 }, index) => sum + unknownWordShare * words[index]!, 0); // as many
  const all = words.reduce((sum, count) => sum + count, 0);
  return { text, unknownWordShare: all === 0 ? 0 : Math.min(1, unknown / all) };
}
