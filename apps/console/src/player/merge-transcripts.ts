import type { Transcript } from '@polyspool/contracts/segments';

/** The finished parts of a recording as one text, in the order of the recording. */
export function mergeTranscripts(parts: readonly Transcript[]): Transcript | undefined {
  const [first] = parts;
  if (!first) return undefined;
  const segments = parts.flatMap((part) => part.segments);
  return { ...first, segments: segments.sort((a, b) => a.startSeconds - b.startSeconds) };
}
