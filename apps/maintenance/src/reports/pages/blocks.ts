import type { Column, Figure, ReportDocument, Section, Table } from '../report-document.js';
import { chartHeight, drawChart } from './draw-chart.js';
import { drawRectangle, drawText } from './draw-text.js';
import { colours, inner } from './page-style.js';

/** What is not parted by the end of a page. */
export interface Block {
  readonly heightPt: number;
  /** Does not stand last on a page. */
  readonly keepsWithNext?: boolean;
  /** Again at the top of each page on which more of the same follows. */
  readonly heading?: Block;
  draw(y: number): string;
}

/** Rows of one table in the PDF: whoever wants more of them reads the other formats. */
export const mostRows = 1_000;

/** A document piece by piece, from top to bottom: never all of it as pictures at once. */
export function* blocksOf({ figures, sections }: ReportDocument): Generator<Block> {
  for (let at = 0; at < figures.length; at += figuresInLine) yield figureLine(figures.slice(at, at + figuresInLine));
  for (const section of sections) yield* sectionBlocks(section);
}

const figuresInLine = 4;
const gap = 10;

function figureLine(figures: readonly Figure[]): Block {
  const width = (inner.width - gap * (figuresInLine - 1)) / figuresInLine;
  return {
    heightPt: 64,
    draw: (y) =>
      figures
        .map(({ label, value, tone }, at) => {
          const x = inner.x + at * (width + gap);
          const text = width - 20;
          return [
            drawRectangle({ x, y, width, height: 54 }, colours.band, 4),
            drawRectangle({ x, y, width: 3, height: 54 }, colours[tone ?? 'plain'], 1.5),
            drawText(label, x + 12, y + 19, { sizePt: 8, colour: colours.soft, widthPt: text }),
            drawText(value, x + 12, y + 41, { sizePt: 16, isBold: true, widthPt: text, ...toned(tone) }),
          ].join('');
        })
        .join(''),
  };
}

const toned = (tone: Figure['tone']) => (tone === 'bad' ? { colour: colours.bad } : {});

function* sectionBlocks({ title, note, chart, table }: Section): Generator<Block> {
  yield line(title, { sizePt: 12.5, isBold: true }, [22, 8]);
  if (note) yield line(note, { sizePt: 8.5, colour: colours.soft }, [0, 8]);
  if (chart) yield chartBlock(chart);
  if (table) yield* tableBlocks(table);
}

const line = (
  text: string,
  style: { sizePt: number; isBold?: boolean; colour?: string },
  [before, after]: readonly [number, number],
): Block => ({
  heightPt: before + style.sizePt + after,
  keepsWithNext: true,
  draw: (y) => drawText(text, inner.x, y + before + style.sizePt, { ...style, widthPt: inner.width }),
});

function chartBlock(chart: NonNullable<Section['chart']>): Block {
  return {
    heightPt: chartHeight(chart) + 10,
    draw: (y) => `<g transform="translate(${inner.x} ${y})">${drawChart(chart)}</g>`,
  };
}

const rowHeight = 17;

function* tableBlocks({ columns, rows }: Table): Generator<Block> {
  const heading = headingRow(columns);
  if (!rows.length) return yield line('Nothing.', { sizePt: 8.5, colour: colours.faint }, [0, 8]);
  yield heading;
  for (const [at, cells] of rows.slice(0, mostRows).entries()) yield bodyRow(columns, cells, { at, heading });
  const left = rows.length - mostRows;
  if (left > 0) yield line(`… and ${left} more: see report.csv`, { sizePt: 8.5, colour: colours.soft }, [6, 4]);
}

const headingRow = (columns: readonly Column[]): Block => ({
  heightPt: rowHeight,
  keepsWithNext: true,
  draw: (y) =>
    cellsOf(
      columns,
      columns.map(({ title }) => title),
      y,
      { sizePt: 7.5, colour: colours.soft, isBold: true },
    ) + drawRectangle({ x: inner.x, y: y + rowHeight - 1.5, width: inner.width, height: 0.8 }, colours.faint),
});

const bodyRow = (
  columns: readonly Column[],
  cells: readonly string[],
  { at, heading }: { at: number; heading: Block },
): Block => ({
  heightPt: rowHeight,
  heading,
  draw: (y) =>
    (at % 2 ? drawRectangle({ x: inner.x, y, width: inner.width, height: rowHeight }, colours.band) : '') +
    cellsOf(columns, cells, y, { sizePt: 8.5 }),
});

function cellsOf(
  columns: readonly Column[],
  cells: readonly string[],
  y: number,
  style: { sizePt: number; colour?: string; isBold?: boolean },
) {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  let x: number = inner.x;
  return columns
    .map(({ share, isNumber }, at) => {
      const width = (inner.width * share) / all;
      const anchor = isNumber ? ('end' as const) : ('start' as const);
      const text = drawText(cells[at] ?? '', isNumber ? x + width - 4 : x + 4, y + 11.8, {
        ...style,
        anchor,
        widthPt: width - 8,
      });
      x += width;
      return text;
    })
    .join('');
}
