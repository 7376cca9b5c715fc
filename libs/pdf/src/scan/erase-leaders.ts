import type { Raster } from '../render/raster.js';
import { dotsIn, type Spot } from './dots-in.js';

/** Fewer are an ellipsis, or chance. */
const leastDots = 6;
/** Of an inch, from dot to dot. */
const widestGap = 0.25;

/**
 * Takes the dots away that lead from an entry of a table of contents to its page: recognisers read made-up words in them, and
 * in the entry before them. In a picture that is only read; the page keeps its dots.
 */
export function eraseLeaders(raster: Raster, dpi: number): void {
  for (const leader of leadersIn(raster, dpi)) for (const dot of leader) erase(raster, dot);
}

/** Dot by dot, from left to right. */
export function leadersIn(raster: Raster, dpi: number): Spot[][] {
  const sorted = dotsIn(raster, dpi).toSorted((a, b) => a.left - b.left);
  const leaders: Spot[][] = [];
  const taken = new Set<Spot>();
  for (const [index, dot] of sorted.entries()) {
    if (taken.has(dot)) continue;
    const leader = leaderFrom(sorted, index, widestGap * dpi);
    if (leader.length < leastDots) continue;
    leaders.push(leader);
    leader.forEach((each) => taken.add(each));
  }
  return leaders;
}

function leaderFrom(sorted: readonly Spot[], start: number, widest: number): Spot[] {
  const leader = [sorted[start]!]; // by its caller's index
  let gap: number | undefined;
  for (let index = start + 1; index < sorted.length; index++) {
    const last = leader.at(-1)!; // the first at least
    const next = sorted[index]!;
    const distance = next.left - last.left;
    if (distance > (gap === undefined ? widest : 1.3 * gap + 2)) break;
    if (!follows(last, next, gap)) continue;
    gap ??= distance;
    leader.push(next);
  }
  return leader;
}

/** On the same line, as large, and as far away as the one before was. */
function follows(last: Spot, next: Spot, gap: number | undefined) {
  const distance = next.left - last.left;
  const height = last.bottom - last.top;
  const isLevel = Math.abs(next.bottom - last.bottom) <= 0.05 * distance + 2;
  const isAlike = Math.abs(next.bottom - next.top - height) <= Math.max(2, 0.5 * height);
  const isRegular = gap === undefined ? distance > 1.5 * height : Math.abs(distance - gap) <= 0.3 * gap + 2;
  return isLevel && isAlike && isRegular;
}

/** With the paper left of it, and the blur around it. */
function erase({ rgba, widthPx, heightPx }: Raster, { left, top, right, bottom }: Spot) {
  const margin = Math.max(2, Math.round(0.5 * (bottom - top)));
  const paperX = Math.max(0, left - margin - 1);
  for (let y = Math.max(0, top - margin); y < Math.min(heightPx, bottom + margin); y++) {
    const paper = 4 * (y * widthPx + paperX);
    for (let x = Math.max(0, left - margin); x < Math.min(widthPx, right + margin); x++)
      rgba.copyWithin(4 * (y * widthPx + x), paper, paper + 4);
  }
}
