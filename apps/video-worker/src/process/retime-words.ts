import type { Segment, TimedWord } from '@polyspool/contracts/segments';

/**
 * Times for the words of a text that a person put in the place of what was heard: a word that stands in both keeps its time,
 * those between share the time between by their length.
 */
export function retimeWords(text: string, heard: Segment): TimedWord[] {
  const texts = text.split(/\s+/u).filter((word) => word !== '');
  const kept = commonWords(texts, heard.words);
  const words: TimedWord[] = [];
  let from = 0;
  let startSeconds = heard.startSeconds;
  for (const [index, word] of [...kept, [texts.length, undefined] as const]) {
    words.push(...spread(texts.slice(from, index), startSeconds, word?.startSeconds ?? heard.endSeconds));
    if (!word) break;
    words.push({ ...word, text: texts[index] ?? word.text });
    from = index + 1;
    startSeconds = word.endSeconds;
  }
  return words;
}

function spread(texts: readonly string[], startSeconds: number, endSeconds: number): TimedWord[] {
  const letters = texts.reduce((sum, { length }) => sum + length, 0);
  const perLetter = Math.max(0, endSeconds - startSeconds) / Math.max(1, letters);
  let at = startSeconds;
  return texts.map((text) => {
    const word = { text, startSeconds: toMilliseconds(at), endSeconds: toMilliseconds(at + text.length * perLetter) };
    at += text.length * perLetter;
    return word;
  });
}

/** Longest common subsequence: which word of the text was heard as which. */
function commonWords(texts: readonly string[], heard: readonly TimedWord[]): [number, TimedWord][] {
  const from: [number, TimedWord][][] = heard.map(() => []);
  for (let index = texts.length - 1; index >= 0; index--) {
    let below: [number, TimedWord][] = []; // of the texts behind this one and the words behind the one at hand
    for (let at = heard.length - 1; at >= 0; at--) {
      const word = heard[at];
      const without = from[at] ?? [];
      const skipped = from[at + 1] ?? [];
      const better = without.length >= skipped.length ? without : skipped;
      from[at] = word && plain(texts[index]) === plain(word.text) ? [[index, word], ...below] : better;
      below = without;
    }
  }
  return from[0] ?? [];
}

const plain = (word = '') => word.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');
const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
