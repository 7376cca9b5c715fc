/**
 * Words that must be changed, added or dropped to get from the hypothesis to the reference, per word of the reference.
 * Case and punctuation do not count. Over 1 when there are more errors than words.
 */
export function wordErrorRate(reference: string, hypothesis: string): number {
  const said = wordsOf(reference);
  return editDistance(said, wordsOf(hypothesis)) / Math.max(1, said.length);
}

const wordsOf = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu) ?? [];

/** Levenshtein, one row at a time. */
function editDistance(from: readonly string[], to: readonly string[]) {
  let row = to.map((_, i) => i + 1);
  for (const [i, word] of from.entries()) {
    let diagonal = i;
    let left = i + 1;
    row = row.map((above, j) => {
      left = Math.min(above + 1, left + 1, diagonal + (word === to[j] ? 0 : 1));
      diagonal = above;
      return left;
    });
  }
  return row.at(-1) ?? from.length;
}
