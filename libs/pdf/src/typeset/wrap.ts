import type { Segment } from './segment.js';
import type { SplitSegment } from './split-segment.js';

/** In ems. */
export interface Measures {
  readonly firstWidth: number;
  readonly width: number;
  /** A label (a bullet, a number) is followed by its text at this distance from where the first line starts. */
  readonly labelWidth?: number;
  /** How much of each space a full line may give up. */
  readonly squeeze: number;
}

export interface WrappedLine {
  readonly segments: readonly Segment[];
  /** As wide as it comes. */
  readonly width: number;
  /** Of its paragraph. */
  readonly isLast: boolean;
  /** More space behind its first segment. */
  readonly labelGap: number;
}

export interface Wrapped {
  readonly lines: readonly WrappedLine[];
  /** By how much a line is too wide. */
  readonly excess: number;
}

const tolerance = 1e-6;
/** More hyphens at the ends of lines one below the other are hard to read. */
const mostHyphensInTurn = 2;

/** What may be done with a word that does not fit. */
export interface Splitting {
  readonly atSyllables?: SplitSegment;
  /** Only where it is too wide for a line of its own. */
  readonly anywhere?: SplitSegment;
}

/** Fills one line after the other. */
export function wrap(segments: readonly Segment[], measures: Measures, splitting: Splitting = {}): Wrapped {
  const filling = new Filling(measures);
  const queue = [...segments].reverse();
  for (let segment = queue.pop(); segment; segment = queue.pop()) {
    if (filling.takes(segment)) {
      filling.add(segment);
      continue;
    }
    const parts = filling.split(segment, splitting);
    if (parts) {
      filling.add(parts.head);
      filling.endLine({ isHyphenated: true });
      queue.push(parts.tail);
    } else if (filling.isEmpty()) {
      filling.add(segment);
      filling.endLine({ isLast: queue.length === 0 });
    } else {
      filling.endLine();
      queue.push(segment);
    }
  }
  return filling.finish();
}

class Filling {
  readonly #lines: WrappedLine[] = [];
  #segments: Segment[] = [];
  #width = 0;
  #squeezable = 0;
  #labelGap = 0;
  #excess = 0;
  #hyphensInTurn = 0;

  constructor(private readonly measures: Measures) {}

  isEmpty() {
    return this.#segments.length === 0;
  }

  split(segment: Segment, { atSyllables, anywhere }: Splitting) {
    const room = this.#room();
    const mayHyphenate = this.isEmpty() || this.#hyphensInTurn < mostHyphensInTurn;
    return (
      (mayHyphenate ? atSyllables?.(segment, room) : undefined) ??
      (this.isEmpty() ? anywhere?.(segment, room) : undefined)
    );
  }

  takes(segment: Segment) {
    return segment.width <= this.#room() + tolerance;
  }

  add(segment: Segment) {
    this.#width += this.#spaceBehind() + segment.width;
    this.#segments.push(segment);
    this.#excess = Math.max(this.#excess, this.#width - this.#squeezable - this.#available());
    this.#squeezable += (segment.space?.width ?? 0) * this.measures.squeeze;
    const { labelWidth } = this.measures;
    if (labelWidth === undefined || this.#lines.length > 0 || this.#segments.length > 1 || !segment.space) return;
    this.#labelGap = Math.max(0, labelWidth - segment.width - segment.space.width);
  }

  endLine({ isLast = false, isHyphenated = false } = {}) {
    if (this.isEmpty()) return;
    this.#lines.push({ segments: this.#segments, width: this.#width, isLast, labelGap: this.#labelGap });
    this.#hyphensInTurn = isHyphenated ? this.#hyphensInTurn + 1 : 0;
    this.#segments = [];
    this.#width = 0;
    this.#squeezable = 0;
    this.#labelGap = 0;
  }

  finish(): Wrapped {
    this.endLine({ isLast: true });
    return { lines: this.#lines, excess: this.#excess };
  }

  #room() {
    return this.#available() - this.#width - this.#spaceBehind() + this.#squeezable;
  }

  #available() {
    return this.#lines.length === 0 ? this.measures.firstWidth : this.measures.width;
  }

  #spaceBehind() {
    const gap = this.#lines.length === 0 && this.#segments.length === 1 ? this.#labelGap : 0;
    return (this.#segments.at(-1)?.space?.width ?? 0) + gap;
  }
}
