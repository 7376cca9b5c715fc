/** What Postgres refuses in text and jsonb, an engine may well say: NUL, and half of a character that was cut. */
export const storableText = (text: string) => text.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');

/** JSON that Postgres takes. */
export const storableJson = (value: unknown) =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storableText(part) : part));
