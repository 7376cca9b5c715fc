import type { Fragment } from './fragments.js';
import { isBlank } from './frame.js';
import { HeightIndex } from './height-index.js';

type Extent = readonly [from: number, to: number];

/**
 * Pieces that stand where a line has room for them: exponents and marks of notes off its baseline, and letters of another
 * font that were left out when the line was drawn.
 */
export function attachPieces(lines: readonly Fragment[]): Fragment[] {
  const index = new HeightIndex<Fragment>(lines);
  lines.forEach((line) => index.add(line));
  const extents = new Map(lines.map((line) => [line, fullExtents(line)]));
  for (const piece of lines.toSorted((a, b) => a.endX - a.x - (b.endX - b.x))) {
    const base = index
      .near(piece)
      .find((line) => line !== piece && mayBePieceOf(line, piece) && hasRoom(line, piece, extents.get(line) ?? []));
    if (!base) continue;
    index.remove(piece);
    index.change(base, () => attach(base, piece));
    extents.set(base, fullExtents(base));
  }
  return index.all();
}

const mayBePieceOf = (line: Fragment, piece: Fragment) => isScriptOf(line, piece) || interleaves(line, piece);

const interleaves = (line: Fragment, piece: Fragment) =>
  Math.abs(line.baseline - piece.baseline) < 0.1 * line.sizePt &&
  Math.abs(line.sizePt - piece.sizePt) < 0.12 * line.sizePt &&
  line.x < piece.endX &&
  piece.x < line.endX;

function isScriptOf(line: Fragment, script: Fragment) {
  const ratio = script.sizePt / line.sizePt;
  return ratio < 0.88 && ratio > 0.4 && Math.abs(line.baseline - script.baseline) < 0.6 * line.sizePt;
}

/** Touches something on the line and lies over nothing: as a whole, or word by word in the gaps of the line. */
function hasRoom(line: Fragment, piece: Fragment, extents: readonly Extent[]) {
  const places: Extent[] = interleaves(line, piece) ? fullExtents(piece) : [[piece.x, piece.endX]];
  const em = line.sizePt;
  return (
    places.some((place) => extents.some((extent) => touches(place, extent, em))) &&
    !places.some((place) => extents.some((extent) => liesOver(place, extent, em)))
  );
}

const touches = ([x, endX]: Extent, [from, to]: Extent, em: number) => isNear(x - to, em) || isNear(from - endX, em);

const liesOver = ([x, endX]: Extent, [from, to]: Extent, em: number) =>
  Math.min(to, endX) - Math.max(from, x) > Math.min(0.3 * em, 0.6 * (endX - x));

const isNear = (gap: number, em: number) => gap >= -0.3 * em && gap <= 0.35 * em;

/** Where glyphs of full size stand without a gap. */
function fullExtents({ glyphs, baseline, sizePt }: Fragment): Extent[] {
  const full = glyphs.filter(
    ({ glyph, y }) => glyph.sizePt > 0.88 * sizePt && Math.abs(y - baseline) < 0.2 * sizePt && !isBlank(glyph),
  );
  const extents: [number, number][] = [];
  for (const { x, endX } of full.toSorted((a, b) => a.x - b.x)) {
    const last = extents.at(-1);
    if (last && x - last[1] < 0.1 * sizePt) last[1] = Math.max(last[1], endX);
    else extents.push([x, endX]);
  }
  return extents;
}

function attach(line: Fragment, piece: Fragment) {
  const isBetween = interleaves(line, piece);
  // Its own spaces were only the way from one gap to the next.
  line.glyphs.push(...piece.glyphs.filter(({ glyph }) => !isBetween || !isBlank(glyph)));
  line.x = Math.min(line.x, piece.x);
  line.endX = Math.max(line.endX, piece.endX);
  line.isMono &&= piece.isMono;
}
