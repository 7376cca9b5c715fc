import type { Segment, Transcript } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { dualCues } from '@polyspool/subtitles/dual-cues';
import { subtitleCues, type Cue, type TextCue } from '@polyspool/subtitles/subtitle-cues';
import { writeAss, type Picture } from '@polyspool/subtitles/write-ass';
import type { Expression } from './choose-expressions.js';
import { highlightBegin, highlightCues, highlightEnd } from './highlight-cues.js';

const highlighted = '{\\1c&H0045B9FF&\\b1}';
const asBefore = '{\\rSpoken}';

/** Subtitles of a clip, timed from its start, with the expression in a colour of its own. */
export function clipSubtitles(
  { language, targetLanguage, segments }: Transcript,
  { sentence, spans }: Expression,
  { range, picture }: { range: TimeRange; picture: Picture },
): string {
  const within = segments.filter(
    ({ startSeconds, endSeconds }) =>
      startSeconds >= range.startSeconds - 0.01 && endSeconds <= range.endSeconds + 0.01,
  );
  const placed = within.map((segment) => shifted(segment, range.startSeconds));
  const isDual = targetLanguage !== undefined && targetLanguage !== language;
  const cues = isDual ? [...dualCues(placed, { language, targetLanguage })] : subtitleCues(placed, language);
  const isSaid = ({ source }: TextCue) => sentence.segments.includes(within[source]!); // cues are made of these
  const marked = new Map<TextCue, Cue>();
  const said = cues.filter(isSaid);
  highlightCues(said, sentence.text, spans).forEach((cue, index) => marked.set(said[index]!, cue));
  const shown = cues.map((cue) => marked.get(cue) ?? cue);
  return writeAss(shown, { language, ...(isDual && { targetLanguage }), picture })
    .replaceAll(highlightBegin, highlighted)
    .replaceAll(highlightEnd, asBefore);
}

function shifted<Timed extends Segment>(segment: Timed, bySeconds: number): Timed {
  const shift = <Part extends TimeRange>(part: Part): Part => ({
    ...part,
    startSeconds: Math.max(0, part.startSeconds - bySeconds),
    endSeconds: Math.max(0, part.endSeconds - bySeconds),
  });
  return { ...shift(segment), words: segment.words.map(shift) };
}
