import type { Block } from '../layout/block.js';
import type { Paragraph } from './paragraph.js';
import { growsFirst, type Room } from './room.js';
import type { Segment } from './segment.js';
import { framesFor, type Frame } from './frames.js';
import { wrap, type Splitting, type WrappedLine } from './wrap.js';

/** A paragraph that has been measured and may be set at any size. */
export interface MeasuredText {
  readonly paragraph: Paragraph;
  readonly segments: readonly Segment[];
  readonly syllables?: Splitting['atSyllables'];
  /** Larger letters come without hyphens. */
  readonly hyphenatedBelow: number;
  readonly anywhere: NonNullable<Splitting['anywhere']>;
  /** In points, as it was: a bullet or number and the space behind it. */
  readonly labelWidthPt?: number;
}

export interface Fit {
  /** Of the block's size. */
  readonly scale: number;
  readonly leadingPt: number;
  readonly lines: readonly WrappedLine[];
  readonly frame: Frame;
  readonly isOverflowing: boolean;
}

const step = 0.02;
const smallestScale = 0.4;
/** Lines come this much closer before letters get smaller. */
const tightestLeading = 0.86;
/** Of one line to the next, in ems: less than that and they touch. */
const leastLeading = 1.02;
const usualLeading = 1.2;
/** What a line may stick out, in ems: nobody sees it. */
const excessAllowed = 0.02;
const tolerance = 1e-6;
/** Of the spaces in a justified line. */
const squeeze = 0.15;

/**
 * The largest size at which a text fits. It first gets what its block had; headings and single lines what is free beside it, too.
 * Then lines come closer, letters get a little smaller, free space beside and below is taken, and only then letters get much
 * smaller. Paragraphs take some of the space below at once: or
 * one that gets a line more would be the only one with smaller letters.
 */
export function fit(block: Block, text: MeasuredText, { rooms, most = 1 }: FitWishes): Fit {
  const { own, wide, lower, tall, both } = framesFor(block, text, rooms.free());
  const trial = new Trial(block, text, most);
  const found =
    (growsFirst(block) ? trial.down([own, wide], 1, 0.9) : undefined) ??
    trial.down(block.lines.length > 1 ? [own, lower] : [own], 1, 0.9) ??
    trial.down([wide], 1, 0.8) ??
    trial.down([tall, both], 1, 0.7);
  if (found) return found;
  const loose = framesFor(block, text, rooms.overStrokes());
  return (
    trial.down([loose.wide, loose.both], 0.8, 0.7) ??
    trial.down([both, loose.both], 0.7, smallestScale) ??
    trial.overflowing(loose.both)
  );
}

export interface FitWishes {
  readonly rooms: {
    free(): Room;
    /** For text that would be too small to read. */
    overStrokes(): Room;
  };
  /** No larger than this. */
  readonly most?: number;
}

class Trial {
  readonly #words: number;

  constructor(
    private readonly block: Block,
    private readonly text: MeasuredText,
    private readonly most: number,
  ) {
    this.#words = text.segments.reduce((sum, { width }) => sum + width, 0);
  }

  /** The largest size of these that fits into one of the frames. */
  down(frames: readonly Frame[], from: number, to: number): Fit | undefined {
    for (let scale = Math.min(from, this.most); scale >= Math.min(to, this.most) - 1e-9; scale -= step) {
      for (const frame of frames) {
        const found = this.#at(frame, scale);
        if (found) return found;
      }
    }
    return undefined;
  }

  /** Words are split only where they would have to be smaller otherwise. */
  #at(frame: Frame, scale: number): Fit | undefined {
    if (this.#isHopeless(frame, scale)) return undefined;
    const { syllables, hyphenatedBelow } = this.text;
    const whole = this.#with(frame, scale, {});
    if (whole || !syllables || scale > hyphenatedBelow) return whole;
    return this.#with(frame, scale, { atSyllables: syllables });
  }

  overflowing(frame: Frame): Fit {
    const scale = smallestScale;
    const splitting = { atSyllables: this.text.syllables, anywhere: this.text.anywhere };
    const { lines } = wrap(this.text.segments, this.#measures(frame, scale), splitting);
    const leadingPt = this.#leading(lines.length, frame, scale);
    if (leadingPt !== undefined) return { scale, leadingPt, lines, frame, isOverflowing: false };
    return { scale, leadingPt: leastLeading * this.block.sizePt * scale, lines, frame, isOverflowing: true };
  }

  #with(frame: Frame, scale: number, splitting: Splitting): Fit | undefined {
    const { lines, excess } = wrap(this.text.segments, this.#measures(frame, scale), splitting);
    if (excess > tolerance) return undefined;
    const leadingPt = this.#leading(lines.length, frame, scale);
    return leadingPt === undefined ? undefined : { scale, leadingPt, lines, frame, isOverflowing: false };
  }

  #isHopeless(frame: Frame, scale: number) {
    const lines = Math.ceil(
      (this.#words * this.block.sizePt * scale) / (frame.width + excessAllowed * this.block.sizePt),
    );
    return this.#leading(lines - 1, frame, scale) === undefined;
  }

  #measures({ width, firstIndent, indent, squeezes }: Frame, scale: number) {
    const em = this.block.sizePt * scale;
    const { labelWidthPt } = this.text;
    const available = width + excessAllowed * this.block.sizePt;
    return {
      firstWidth: (available - firstIndent) / em,
      width: (available - indent) / em,
      labelWidth: labelWidthPt === undefined ? undefined : labelWidthPt / em,
      squeeze: squeezes ? squeeze : 0,
    };
  }

  /** As it was where there is room for that; undefined where not even the tightest fits. */
  #leading(lines: number, { height }: Frame, scale: number) {
    const { block } = this;
    const em = block.sizePt * scale;
    const asItWas = block.leadingPt || usualLeading * em;
    if (lines < 2) return asItWas;
    const ratio = (block.leadingPt || usualLeading * block.sizePt) / block.sizePt;
    const least = Math.max(ratio * (block.formulas.length > 0 ? 0.95 : tightestLeading), leastLeading) * em;
    const there = (height + 0.05 * block.sizePt) / (lines - 1);
    return there < least ? undefined : Math.min(there, Math.max(asItWas, least));
  }
}
