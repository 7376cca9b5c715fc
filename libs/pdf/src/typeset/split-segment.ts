import type { Paragraph } from './paragraph.js';
import type { Measure, Segment } from './segment.js';
import { hyphenationPoints } from './hyphenate.js';

/** Parts a segment so that its head is no wider than `room`; undefined where it cannot. */
export type SplitSegment = (segment: Segment, room: number) => { head: Segment; tail: Segment } | undefined;

/** Splits words as their language does. */
export function splitAtSyllables(paragraph: Paragraph, measure: Measure, language: string): SplitSegment {
  return splitAt(measure, '-', ({ start, end }) => {
    const text = paragraph.text.slice(start, end);
    if (isAddress.test(text)) return [];
    return [...text.matchAll(/[\p{L}\p{M}]+/gu)].flatMap(({ 0: word, index }) =>
      hyphenationPoints(word, language).map((point) => start + index + point),
    );
  });
}

/** For words that are wider than a line and cannot be split in any good way. */
export function splitAnywhere(paragraph: Paragraph, measure: Measure): SplitSegment {
  return splitAt(measure, '', ({ start, end }) =>
    [...graphemes.segment(paragraph.text.slice(start, end))].slice(1).map(({ index }) => start + index),
  );
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const isAddress = /[@/\\_]|\p{L}\.\p{L}|\p{Nd}/u;

function splitAt(measure: Measure, hyphen: string, pointsOf: (segment: Segment) => number[]): SplitSegment {
  const heads = new WeakMap<Segment, Segment[]>();
  return (segment, room) => {
    let known = heads.get(segment);
    if (!known) {
      known = pointsOf(segment).map((point) => measure.part(segment.start, point, hyphen));
      heads.set(segment, known);
    }
    const head = known.findLast(({ width }) => width <= room);
    if (!head) return undefined;
    const tail = measure.part(head.end, segment.end);
    return { head, tail: { ...tail, space: segment.space } };
  };
}
