import type { Translation } from './translator.js';

/** Apertium marks words that it cannot read (`*`), translate (`@`) or inflect (`#`). */
const marks = '*@#';
/** Stand-ins (private use) for such characters of the text itself, so that they are not taken for marks. */
const standIns = '\uE000\uE001\uE002';

/** One line, in which no character is a mark. */
export const hideMarks = (text: string) =>
  text
    .replaceAll(/[\uE000-\uE002]/g, '')
    .replaceAll(/[*@#]/g, (mark) => standIns.charAt(marks.indexOf(mark)))
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();

/** Counts and removes the marks of the engine, and brings back those of the text. */
export function readMarks(output: string): Translation {
  const words = output.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const unknown = words.filter((word) => /[*@#]/.test(word));
  const text = output
    .replaceAll(/[*@#]/g, '')
    .replaceAll(/[\uE000-\uE002]/g, (standIn) => marks.charAt(standIns.indexOf(standIn)))
    .replaceAll(/\s+/g, ' ')
    .trim();
  return { text, unknownWordShare: words.length === 0 ? 0 : unknown.length / words.length };
}
