import { isRightToLeftText } from './characters.js';
import { isAccentOver } from './compose-accents.js';
import { isBlank, isRuledOff, type Frame, type LooseGlyph } from './frame.js';
import { median } from './median.js';

/** Glyphs on one baseline, with their scripts, that the document draws one after the other without a gap. */
export interface Fragment {
  glyphs: LooseGlyph[];
  x: number;
  endX: number;
  baseline: number;
  sizePt: number;
  isMono: boolean;
}

export function fragmentsOf(frame: Frame): Fragment[] {
  const fragments: Fragment[] = [];
  let current: Fragment | undefined;
  for (const glyph of frame.glyphs) {
    if (current && !goesOn(frame, current, glyph)) current = undefined;
    if (current) add(current, glyph);
    else if (!isBlank(glyph.glyph)) fragments.push((current = startedBy(glyph)));
  }
  fragments.forEach(settle);
  return fragments;
}

const startedBy = (glyph: LooseGlyph): Fragment => ({
  glyphs: [glyph],
  x: glyph.x,
  endX: Math.max(glyph.x, glyph.endX),
  baseline: glyph.y,
  sizePt: glyph.glyph.sizePt,
  isMono: glyph.glyph.show.font.isMono,
});

function goesOn(frame: Frame, fragment: Fragment, glyph: LooseGlyph) {
  const { sizePt, show } = glyph.glyph;
  const em = Math.max(fragment.sizePt, sizePt);
  const gap = gapBefore(fragment, glyph);
  if (gap <= -0.5 * em && !isAccentOver(fragment.glyphs.at(-1) as LooseGlyph, glyph)) return false;
  if (gap >= (fragment.isMono || show.font.isMono ? 1.3 : 0.95) * em) return false;
  if (!isLevel(fragment, glyph, gap)) return false;
  return gap <= 0.3 * em || !isRuledOff(frame, sidesOf(fragment, glyph), glyph.y);
}

/** Right-to-left text may be drawn in the order in which it is read. */
function gapBefore(fragment: Fragment, glyph: LooseGlyph) {
  const onTheRight = glyph.x - fragment.endX;
  if (onTheRight > 0) return onTheRight;
  const last = fragment.glyphs.at(-1) as LooseGlyph;
  const isBackwards = isRightToLeftText(glyph.glyph.unicode) || isRightToLeftText(last.glyph.unicode);
  return isBackwards ? Math.max(onTheRight, fragment.x - glyph.endX) : onTheRight;
}

const sidesOf = (fragment: Fragment, glyph: LooseGlyph) =>
  glyph.x < fragment.x ? ([glyph.endX, fragment.x] as const) : ([fragment.endX, glyph.x] as const);

/** On the same baseline, or near enough to it for its size to be a script. */
function isLevel(fragment: Fragment, glyph: LooseGlyph, gap: number) {
  const em = Math.max(fragment.sizePt, glyph.glyph.sizePt);
  const rise = Math.abs(glyph.y - fragment.baseline);
  if (rise <= 0.12 * em) return true;
  const last = fragment.glyphs.at(-1) as LooseGlyph;
  if (last.isScript && Math.abs(glyph.y - last.y) < 0.05 * em) return true;
  const ratio = glyph.glyph.sizePt / fragment.sizePt;
  if ((ratio < 0.9 || ratio > 1.12) && rise < 0.75 * em && gap < 0.55 * em) return true;
  return rise < 0.45 * em && gap < 0.35 * em;
}

function add(fragment: Fragment, glyph: LooseGlyph) {
  const { sizePt } = glyph.glyph;
  const isSpace = isBlank(glyph.glyph);
  const em = Math.max(sizePt, fragment.sizePt);
  // What came before was a script, or the small capital after a large initial.
  if (!isSpace && sizePt > fragment.sizePt * 1.12 && fragment.glyphs.length < 4) {
    fragment.sizePt = sizePt;
    fragment.baseline = glyph.y;
  }
  const rise = Math.abs(glyph.y - fragment.baseline);
  glyph.isScript = sizePt < fragment.sizePt * 0.9 && rise > 0.08 * fragment.sizePt;
  if (!glyph.isScript && !isSpace && rise < 0.12 * em) fragment.baseline = glyph.y;
  fragment.glyphs.push(glyph);
  fragment.x = Math.min(fragment.x, glyph.x);
  fragment.endX = Math.max(fragment.endX, glyph.endX);
}

function settle(fragment: Fragment) {
  const { glyphs } = fragment;
  while (glyphs.length > 1 && isBlank((glyphs.at(-1) as LooseGlyph).glyph)) glyphs.pop();
  fragment.x = Math.min(...glyphs.map(({ x }) => x));
  fragment.endX = Math.max(...glyphs.map(({ endX }) => endX));
  fragment.sizePt = commonSize(glyphs) ?? fragment.sizePt;
  const full = glyphs.filter(({ glyph }) => Math.abs(glyph.sizePt - fragment.sizePt) < 0.06 * fragment.sizePt);
  if (full.length) fragment.baseline = median(full.map(({ y }) => y));
}

/** Of most glyphs, to a tenth of a point; the larger of two. */
function commonSize(glyphs: readonly LooseGlyph[]) {
  const counts = new Map<number, number>();
  for (const { glyph } of glyphs) {
    if (isBlank(glyph)) continue;
    const tenths = Math.round(glyph.sizePt * 10);
    counts.set(tenths, (counts.get(tenths) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([sizeA, countA], [sizeB, countB]) => countB - countA || sizeB - sizeA);
  return most && most[0] / 10;
}
