import type { TimedWord } from '@polyspool/contracts/segments';

/** Of the words that have one, each as long as it is spoken; undefined where none has. */
export function meanConfidence(words: readonly TimedWord[]): number | undefined {
  let sum = 0;
  let weights = 0;
  for (const { confidence, startSeconds, endSeconds } of words) {
    if (confidence === undefined) continue;
    const weight = Math.max(shortestSeconds, endSeconds - startSeconds);
    sum += confidence * weight;
    weights += weight;
  }
  return weights > 0 ? Math.min(1, Math.round((sum / weights) * 1e4) / 1e4) : undefined;
}

/** Engines give some words no length at all. */
const shortestSeconds = 0.01;
