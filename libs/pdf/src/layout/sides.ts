import type { Alignment } from '../document/document.js';
import type { TextLine } from './block.js';
import type { Cluster } from './clusters.js';
import { isMostlyRightToLeft } from './logical-order.js';

/** Where lines start and end, growing in the direction of reading, so that no rule needs to know the direction. */
export interface Sides {
  readonly from: number;
  readonly to: number;
  start(line: TextLine): number;
  end(line: TextLine): number;
  /** From start and end to left and right. */
  physical(alignment: Alignment): Alignment;
}

export function sidesOf({ lines, x, endX }: Pick<Cluster, 'lines' | 'x' | 'endX'>): Sides {
  if (!isMostlyRightToLeft(lines.map(({ text }) => text).join(' ')))
    return { from: x, to: endX, start: (line) => line.x, end: (line) => line.endX, physical: (alignment) => alignment };
  return { from: -endX, to: -x, start: (line) => -line.endX, end: (line) => -line.x, physical: mirrored };
}

const mirrored = (alignment: Alignment): Alignment =>
  alignment === 'left' ? 'right' : alignment === 'right' ? 'left' : alignment;
