import type { TimedWord } from '@polyspool/contracts/segments';

/** Two lines of subtitles, and as long as people like to look at them. */
export const subtitleSize = { maxCharacters: 84, maxSeconds: 6 };

/** Cuts a long utterance where its speaker pauses, until each part fits into one subtitle. No words: no parts. */
export function splitUtterance(words: readonly TimedWord[], size = subtitleSize): TimedWord[][] {
  if (words.length === 0) return [];
  if (words.length === 1 || fits(words, size)) return [[...words]];
  const cut = bestCut(words);
  return [...splitUtterance(words.slice(0, cut), size), ...splitUtterance(words.slice(cut), size)];
}

function fits(words: readonly TimedWord[], { maxCharacters, maxSeconds }: typeof subtitleSize) {
  const characters = words.reduce((sum, word) => sum + word.text.length + 1, -1);
  return characters <= maxCharacters && secondsOf(words) <= maxSeconds;
}

/** The longest pause, unless it lies near an end: half a second of pause is worth leaving the middle for the edge. */
function bestCut(words: readonly TimedWord[]) {
  const middle = (words[0]!.startSeconds + words.at(-1)!.endSeconds) / 2; // called with two words or more
  const score = (cut: number) => {
    const before = words[cut - 1]!.endSeconds;
    const after = words[cut]!.startSeconds;
    const offCentre = Math.abs((before + after) / 2 - middle) / Math.max(secondsOf(words), 0.001);
    return after - before - offCentre;
  };
  const cuts = words.slice(1).map((_, i) => i + 1);
  return cuts.reduce((best, cut) => (score(cut) > score(best) ? cut : best));
}

const secondsOf = (words: readonly TimedWord[]) => words.at(-1)!.endSeconds - words[0]!.startSeconds; // never empty
