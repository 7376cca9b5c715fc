import type { Segment, Transcript } from '@polyspool/contracts/segments';

/**
 * One transcript of consecutive chunks. Their times are those of the recording, and every word stands in exactly one of
 * them: in the chunk that owns its middle.
 */
export function mergeTranscripts(unheard: Transcript, heard: readonly Transcript[]): Transcript {
  const [first = unheard] = heard;
  const translated = heard.find(({ targetLanguage }) => targetLanguage !== undefined);
  const translator = heard.find((transcript) => transcript.translator !== undefined)?.translator;
  return {
    language: first.language,
    transcriber: first.transcriber,
    ...(translated && { targetLanguage: translated.targetLanguage }),
    ...(translator && { translator }),
    segments: heard.map(({ segments }) => segments).reduce(joined, []),
  };
}

/** Two hearings of the moment of a cut may differ by a few hundredths of a second: a line ends when the next one begins. */
function joined(before: Segment[], after: readonly Segment[]): Segment[] {
  const [first] = after;
  const last = before.at(-1);
  if (first && last && last.endSeconds > first.startSeconds) {
    before[before.length - 1] = endedBy(last, first.startSeconds);
  }
  before.push(...after);
  return before;
}

/** The line and its words. */
function endedBy(line: Segment, nextSeconds: number): Segment {
  const within = <Timed extends { startSeconds: number; endSeconds: number }>(timed: Timed): Timed => {
    const endSeconds = Math.max(line.startSeconds, Math.min(timed.endSeconds, nextSeconds));
    return { ...timed, startSeconds: Math.min(timed.startSeconds, endSeconds), endSeconds };
  };
  return { ...within(line), words: line.words.map(within) };
}
