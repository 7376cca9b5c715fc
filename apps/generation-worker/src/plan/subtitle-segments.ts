import { type Language, wordSeparator } from '@polyspool/contracts/languages';
import type { Segment, TimedWord } from '@polyspool/contracts/segments';

/** What is said from `startSeconds` of the film on: the words of each line, in seconds from there. */
export interface SpokenPart {
  readonly startSeconds: number;
  readonly words: readonly (readonly TimedWord[])[];
}

/** One segment for each line, in time order. */
export function subtitleSegments(parts: readonly SpokenPart[], language: Language): Segment[] {
  const segments = parts.flatMap(({ startSeconds, words }) =>
    words.flatMap((line) => segmentOf(line.map(laterBy(startSeconds)), language)),
  );
  return segments.toSorted((one, other) => one.startSeconds - other.startSeconds);
}

const laterBy =
  (seconds: number) =>
  (word: TimedWord): TimedWord => ({
    ...word,
    startSeconds: toMilliseconds(word.startSeconds + seconds),
    endSeconds: toMilliseconds(word.endSeconds + seconds),
  });

function segmentOf(words: TimedWord[], language: Language): Segment[] {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return [];
  const text = words.map((word) => word.text).join(wordSeparator(language));
  return [{ startSeconds: first.startSeconds, endSeconds: last.endSeconds, text, words }];
}

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
