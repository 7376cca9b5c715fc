import { z } from 'zod';

/** A BCP 47 language tag, for example `en` or `pt-BR`. */
export const Language = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Not a BCP 47 language tag');
export type Language = z.output<typeof Language>;

/** `en` of `en-GB`. */
export const primaryLanguage = (tag: Language) => tag.split('-')[0]!;

const writtenWithoutSpaces = ['zh', 'yue', 'ja', 'th', 'lo', 'km', 'my', 'bo'];

/** What stands between two words of a text. */
export const wordSeparator = (tag: Language) => (writtenWithoutSpaces.includes(primaryLanguage(tag)) ? '' : ' ');
