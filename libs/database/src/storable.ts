/** What Postgres refuses in text and jsonb, an engine may well say: NUL, and half of a character that was cut. */
export const storableText = (text: string) => text.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');

/** JSON that Postgres takes. What it would refuse stands in JSON as an escape: only then is every part looked at. */
export function storableJson(value: unknown) {
  const text = JSON.stringify(value);
  return refused.test(text) ? JSON.stringify(value, mended) : text;
}

const refused = /\\u(0000|d[89a-f])/;

function mended(_key: string, part: unknown): unknown {
  if (typeof part === 'string') return storableText(part);
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [storableText(name), value]));
}

/** One of several arrays that are unnested together: null stands for as many nulls as there are rows, and costs nothing. */
export const columnOf = <Value>(values: readonly Value[]) => (values.some((value) => value !== null) ? values : null);
