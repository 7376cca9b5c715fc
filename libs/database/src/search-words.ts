/** Of a tsvector, which may have 1 MB; two of them are searched as one. */
const maxBytes = 400_000;
/** Longer ones are no words that anybody looks for. */
const maxWordLength = 60;

/** By Unicode's rules and, for scripts without spaces, by dictionary: Postgres' own parser cuts Indic scripts apart. */
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** The different words of a text, in any script, as they are searched for: without case, width and invisible characters. */
export function searchWords(text: string): string[] {
  const words = new Set<string>();
  let bytes = 0;
  for (const { segment, isWordLike } of segmenter.segment(alike(text))) {
    if (!isWordLike || words.has(segment) || segment.length > maxWordLength) continue;
    bytes += Buffer.byteLength(segment);
    if (bytes > maxBytes) break;
    words.add(segment);
  }
  return [...words];
}

/** The text of a tsquery for texts that have, for each of these words, one that begins so. */
export const queryFor = (words: readonly string[]) =>
  words.map((word) => `'${word.replaceAll(/['\\]/g, '$&$&')}':*`).join(' & ');

// A joiner tells how letters are drawn, not which word it is.
const alike = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\p{Cf}/gu, '');
