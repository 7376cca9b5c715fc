import { attachPieces } from './attach-pieces.js';
import type { Fragment } from './fragments.js';
import { isRuledOff, type Frame } from './frame.js';
import { HeightIndex } from './height-index.js';

/** Fragments on one baseline, with their scripts, that no column or cell boundary separates, as one. */
export function joinFragments(frame: Frame, fragments: readonly Fragment[]): Fragment[] {
  const lines = joinLevel(frame, fragments);
  const complete = attachPieces(lines);
  // A script may have stood between the halves of its line.
  return complete.length < lines.length ? joinLevel(frame, complete) : lines;
}

function joinLevel(frame: Frame, fragments: readonly Fragment[]): Fragment[] {
  const lines = new HeightIndex<Fragment>(fragments);
  for (const fragment of fragments.toSorted((a, b) => a.x - b.x)) {
    const line = nearest(frame, lines.near(fragment), fragment);
    if (line) lines.change(line, () => join(line, fragment));
    else lines.add({ ...fragment, glyphs: [...fragment.glyphs] });
  }
  return lines.all();
}

function nearest(frame: Frame, lines: readonly Fragment[], fragment: Fragment) {
  let best: { line: Fragment; distance: number } | undefined;
  for (const line of lines) {
    const distance = distanceBetween(frame, line, fragment);
    if (distance !== undefined && (!best || distance < best.distance)) best = { line, distance };
  }
  return best?.line;
}

/** How far the fragment is from where the line goes on; undefined where it does not. */
function distanceBetween(frame: Frame, line: Fragment, fragment: Fragment) {
  const em = Math.max(line.sizePt, fragment.sizePt);
  const rise = Math.abs(line.baseline - fragment.baseline);
  const ratio = Math.min(line.sizePt, fragment.sizePt) / em;
  const isSameSize = ratio >= 0.88;
  // A brace as high as five lines is on the baseline of none.
  if (ratio < 0.4) return undefined;
  if (rise > (isSameSize ? 0.2 : 0.05) * em) return undefined;
  const gap = fragment.x - line.endX;
  if (gap < -0.3 * em || gap > 0.75 * em) return undefined;
  if (gap > 0.25 * em && isRuledOff(frame, [line.endX, fragment.x], line.baseline)) return undefined;
  return Math.abs(gap) + 2 * rise;
}

function join(line: Fragment, fragment: Fragment) {
  const isSameSize = Math.abs(line.sizePt - fragment.sizePt) < 0.1 * Math.max(line.sizePt, fragment.sizePt);
  const isLead = isSameSize ? fragment.glyphs.length > line.glyphs.length : fragment.sizePt > line.sizePt;
  if (isLead) {
    line.baseline = fragment.baseline;
    line.sizePt = fragment.sizePt;
  }
  line.glyphs.push(...fragment.glyphs);
  line.endX = Math.max(line.endX, fragment.endX);
  line.isMono &&= fragment.isMono;
}
