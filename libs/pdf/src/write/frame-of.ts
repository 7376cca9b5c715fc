import { invert } from '../content/matrix.js';
import type { Matrix } from '../content/matrix.js';
import type { Block } from '../layout/block.js';

/** From a block's own frame to the page. */
export function frameOf({ angleDegrees }: Block): Matrix {
  const angle = (angleDegrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return [cosine, sine, -sine, cosine, 0, 0];
}

/** From a page to what a stream draws on under `ctm`. Blocks under a matrix that cannot be undone are not written. */
export function fromPage(ctm: Matrix): Matrix {
  const inverse = invert(ctm);
  if (!inverse) throw new Error('Text under a matrix that maps all onto a line');
  return inverse;
}
