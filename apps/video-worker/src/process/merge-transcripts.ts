import type { Transcript } from '@polyspool/contracts/segments';

/**
 * One transcript of consecutive chunks. Their times are those of the recording and chunks do not overlap, so
 * every word stands in exactly one of them.
 */
export function mergeTranscripts(first: Transcript, rest: readonly Transcript[]): Transcript {
  const all = [first, ...rest];
  const translated = all.find(({ translator }) => translator !== undefined);
  return {
    language: first.language,
    transcriber: first.transcriber,
    ...(translated && { targetLanguage: translated.targetLanguage, translator: translated.translator }),
    segments: all.flatMap(({ segments }) => segments),
  };
}
