import type { Draft } from './draft-of.js';
import { median } from './median.js';
import { gapsBetween, type Extent } from './gaps-between.js';

/**
 * Columns before rows, as long as one gap goes through all of them; a title over two columns is read before both. Cells
 * of a table are read row by row. What is written at other angles comes after the text of most letters.
 */
export function inOrder(drafts: readonly Draft[]): Draft[] {
  const byAngle = [...Map.groupBy(drafts, ({ angleDegrees }) => angleDegrees).values()];
  const written = (blocks: readonly Draft[]) =>
    blocks.reduce((sum, { lines }) => sum + lines.reduce((all, { text }) => all + text.length, 0), 0);
  return byAngle.sort((a, b) => written(b) - written(a)).flatMap((blocks) => ordered(blocks, isRightToLeft(blocks)));
}

const isRightToLeft = (blocks: readonly Draft[]) =>
  blocks.filter((block) => block.isRightToLeft).length > blocks.length / 2;

function ordered(blocks: readonly Draft[], fromRight: boolean): Draft[] {
  if (blocks.length < 2) return [...blocks];
  const columns = columnsOf(blocks);
  if (columns.length > 1) {
    if (areCells(columns)) return byRows(blocks, fromRight);
    return (fromRight ? columns.toReversed() : columns).flatMap((column) => ordered(column, fromRight));
  }
  const bands = bandsOf(blocks);
  return bands.length > 1 ? bands.flatMap((band) => ordered(band, fromRight)) : byRows(blocks, fromRight);
}

const across = ({ x, endX }: Draft): Extent => [x, endX];
const down = ({ firstBaseline, lastBaseline, sizePt }: Draft): Extent => [
  -firstBaseline - 0.6 * sizePt,
  -lastBaseline + 0.1 * sizePt,
];
const sizeOf = (blocks: readonly Draft[]) => median(blocks.map(({ sizePt }) => sizePt));

/** One where nothing stands beside anything. */
function columnsOf(blocks: readonly Draft[]): Draft[][] {
  const columns = gapsBetween(blocks, across, 0.7 * sizeOf(blocks));
  const heights = columns.map((column) => extentOf(column.map(down)));
  const areBeside = heights.every(([from, to], at) => {
    const next = heights[at + 1];
    return !next || Math.min(to, next[1]) > Math.max(from, next[0]);
  });
  return areBeside ? columns : [[...blocks]];
}

const extentOf = (extents: readonly Extent[]): Extent => [
  Math.min(...extents.map(([from]) => from)),
  Math.max(...extents.map(([, to]) => to)),
];

/** From top to bottom: as many as possible in one band that a gap between columns goes through. */
function bandsOf(blocks: readonly Draft[]): Draft[][] {
  const bands: Draft[][] = [];
  for (const strip of gapsBetween(blocks, down, 0)) {
    const band = bands.at(-1);
    if (band && columnsOf([...band, ...strip]).length > 1) band.push(...strip);
    else bands.push(strip);
  }
  return bands;
}

/** Most of what stands in the shorter column has something short beside it. */
function areCells(columns: readonly (readonly Draft[])[]): boolean {
  const [shortest, ...others] = columns.toSorted((a, b) => a.length - b.length) as [Draft[], ...Draft[][]];
  const all = columns.flat();
  const areShort = all.filter(({ lines }) => lines.length <= 2).length > 0.7 * all.length;
  const areMarks = columns.some((column) =>
    column.every(({ lines }) => lines.length === 1 && (lines[0]?.text.length ?? 0) < 4),
  );
  if (!areShort && !areMarks) return false;
  const beside = shortest.filter((cell) =>
    others.some((column) =>
      column.some((other) => Math.abs(other.firstBaseline - cell.firstBaseline) < 0.4 * cell.sizePt),
    ),
  );
  return beside.length >= 0.6 * shortest.length;
}

function byRows(blocks: readonly Draft[], fromRight: boolean): Draft[] {
  const rows: Draft[][] = [];
  for (const block of blocks.toSorted((a, b) => b.firstBaseline - a.firstBaseline)) {
    const row = rows.at(-1);
    if (row && (row[0] as Draft).firstBaseline - block.firstBaseline < 0.4 * block.sizePt) row.push(block);
    else rows.push([block]);
  }
  return rows.flatMap((row) => row.sort((a, b) => (fromRight ? b.endX - a.endX : a.x - b.x)));
}
