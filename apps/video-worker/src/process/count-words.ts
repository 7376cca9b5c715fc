import type { Segment } from '@polyspool/contracts/segments';

export function countWords(segments: readonly Segment[]) {
  return segments.reduce((count, { words }) => count + words.length, 0);
}
