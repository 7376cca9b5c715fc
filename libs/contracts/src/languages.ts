import { z } from 'zod';

/** A BCP 47 language tag, for example `en` or `pt-BR`. Such tags may be written in any case: it is made the usual one. */
export const Language = z
  .string()
  .max(35)
  .overwrite(inUsualCase)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Not a BCP 47 language tag');
export type Language = z.output<typeof Language>;

/** `en` of `en-GB`. */
export const primaryLanguage = (tag: Language) => tag.split('-')[0]!;

const writtenWithoutSpaces = ['zh', 'yue', 'ja', 'th', 'lo', 'km', 'my', 'bo'];

/** What stands between two words of a text. */
export const wordSeparator = (tag: Language) => (writtenWithoutSpaces.includes(primaryLanguage(tag)) ? '' : ' ');

/** `zh-Hant-TW`: language small, script with a capital, region in capitals (RFC 5646, 2.1.1). */
function inUsualCase(tag: string): string {
  return tag
    .toLowerCase()
    .split('-')
    .map((part, index) => {
      if (index === 0) return part;
      if (part.length === 2) return part.toUpperCase();
      return part.length === 4 ? part.replace(/^[a-z]/, (letter) => letter.toUpperCase()) : part;
    })
    .join('-');
}
