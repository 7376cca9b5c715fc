/** A text in pieces of at most so many characters: whole sentences where they fit, else words, else what fits. */
export function inPieces(text: string, most: number): string[] {
  const limit = Math.max(1, Math.floor(most));
  if (text.length <= limit) return text.trim() ? [text.trim()] : [];
  const sentences = [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)].map(
    ({ segment }) => segment,
  );
  const pieces: string[] = [];
  let piece = '';
  const end = () => {
    if (piece.trim()) pieces.push(piece.trim());
    piece = '';
  };
  for (const part of sentences.flatMap((sentence) => (sentence.length <= limit ? sentence : words(sentence, limit)))) {
    if (piece.length + part.length > limit) end();
    piece += part;
  }
  end();
  return pieces;
}

const words = (sentence: string, limit: number) =>
  sentence.split(/(?<=\s)/u).flatMap((word) => (word.length <= limit ? word : cut(word, limit)));

/** Not within a character of two code units. */
function cut(word: string, limit: number): string[] {
  const parts: string[] = [];
  let from = 0;
  while (from < word.length) {
    let to = Math.min(word.length, from + limit);
    if (to < word.length && to - from > 1 && /[\uD800-\uDBFF]/u.test(word[to - 1]!)) to -= 1;
    parts.push(word.slice(from, to));
    from = to;
  }
  return parts;
}
