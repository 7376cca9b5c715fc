/**
 * Word error rate: the least number of words to substitute, delete and insert to get from the reference to the
 * hypothesis, per word of the reference (NIST). Case and punctuation do not count.
 */
export function wordErrorRate(reference: string, hypothesis: string): number {
  const [wanted, heard] = [wordsOf(reference), wordsOf(hypothesis)];
  if (!wanted.length) return heard.length ? 1 : 0;
  let row = heard.map((_word, index) => index + 1);
  for (const [at, word] of wanted.entries()) {
    let diagonal = at;
    let left = at + 1;
    row = row.map((above, column) => {
      const cost = Math.min(diagonal + (heard[column] === word ? 0 : 1), above + 1, left + 1);
      diagonal = above;
      left = cost;
      return cost;
    });
  }
  return (row.at(-1) ?? wanted.length) / wanted.length;
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
