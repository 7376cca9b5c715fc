import type { Segment, TimedWord } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';

/**
 * What a chunk hears beyond each of its borders, so that a word across a border is heard whole by the chunk that owns it.
 * At most half of such a word lies there, and words last no longer than a second.
 */
export const marginSeconds = 0.5;

/** What is listened to for the sake of `part`. */
export const stretchAround = ({ startSeconds, endSeconds }: TimeRange, durationSeconds: number): TimeRange => ({
  startSeconds: Math.max(0, startSeconds - marginSeconds),
  endSeconds: Math.min(endSeconds + marginSeconds, durationSeconds),
});

/**
 * What belongs to a part of a recording: the words whose middle lies in it. So of two chunks that meet in the middle of a
 * word, exactly one has it. A segment without words goes by its own middle.
 */
export function ownedBy(segments: readonly Segment[], part: TimeRange): Segment[] {
  return segments.flatMap((segment) => {
    if (segment.words.length === 0) return hasMiddleOf(part, segment) ? [segment] : [];
    const isOwned = segment.words.map((word) => hasMiddleOf(part, word));
    if (isOwned.every(Boolean)) return [segment];
    const words = segment.words.filter((_, index) => isOwned[index]);
    const [first] = words;
    const last = words.at(-1);
    if (!first || !last) return [];
    const text = textOf(segment, isOwned);
    return [{ ...segment, startSeconds: first.startSeconds, endSeconds: last.endSeconds, text, words }];
  });
}

function hasMiddleOf(part: TimeRange, { startSeconds, endSeconds }: TimeRange) {
  const middle = (startSeconds + endSeconds) / 2;
  return middle >= part.startSeconds && middle < part.endSeconds;
}

/** The part of the text that its owned words span, with the punctuation that follows them. */
function textOf({ text, words }: Segment, isOwned: readonly boolean[]) {
  const starts = placesOf(text, words);
  const first = isOwned.indexOf(true);
  const last = isOwned.lastIndexOf(true);
  if (!starts) {
    return words
      .slice(first, last + 1)
      .map((word) => word.text)
      .join(' ');
  }
  return text.slice(first === 0 ? 0 : starts[first], starts[last + 1]).trim();
}

/** Where each word stands in the text; undefined where one is not found. */
function placesOf(text: string, words: readonly TimedWord[]) {
  const places: number[] = [];
  let from = 0;
  for (const word of words) {
    const place = text.indexOf(word.text.trim(), from);
    if (place < 0) return undefined;
    places.push(place);
    from = place + word.text.trim().length;
  }
  return places;
}
