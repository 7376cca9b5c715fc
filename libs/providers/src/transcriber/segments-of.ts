import type { Segment, TimedWord } from '@polyspool/contracts/segments';

const maxCharacters = 84;
const maxSeconds = 6;

/** Cuts an utterance, between words, into segments that fit a subtitle: at most 84 characters and 6 s. */
export function segmentsOf(utterance: readonly TimedWord[]): Segment[] {
  const parts: TimedWord[][] = [];
  for (const word of utterance) {
    const part = parts.at(-1);
    if (part && fits([...part, word])) part.push(word);
    else parts.push([word]);
  }
  return parts.map(toSegment);
}

const textOf = (words: readonly TimedWord[]) => words.map(({ text }) => text).join(' ');

function fits(words: readonly TimedWord[]) {
  return textOf(words).length <= maxCharacters && words.at(-1)!.endSeconds - words[0]!.startSeconds <= maxSeconds;
}

const toSegment = (words: readonly TimedWord[]): Segment => ({
  startSeconds: words[0]!.startSeconds,
  endSeconds: words.at(-1)!.endSeconds,
  text: textOf(words),
  words: [...words],
});
