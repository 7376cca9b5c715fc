import type { ReportDocument } from '../report-document.js';
import { momentText } from '../numbers.js';
import { type Block, blocksOf } from './blocks.js';
import { drawRectangle, drawText } from './draw-text.js';
import { colours, inner, page } from './page-style.js';

/** A report as pages of SVG. A table that goes on has its heading again. */
export function* writePages(document: ReportDocument): Generator<string> {
  let number = 1;
  for (const blocks of pagesOf(blocksOf(document))) {
    let y = page.top as number;
    const drawn = blocks.map((block) => {
      const content = block.draw(y);
      y += block.heightPt;
      return content;
    });
    yield svgOf([header(document), ...drawn, footer(document, number)]);
    number += 1;
  }
}

const room = page.height - page.top - page.bottom;

/** What keeps with the next goes on to the next page with it. */
export function* pagesOf(blocks: Iterable<Block>): Generator<Block[]> {
  let current: Block[] = [];
  let group: Block[] = [];
  for (const block of blocks) {
    group.push(block);
    if (block.keepsWithNext) continue;
    if (current.length && heightOf(current) + heightOf(group) > room) {
      yield current;
      current = block.heading && !group.includes(block.heading) ? [block.heading] : [];
    }
    current.push(...group);
    group = [];
  }
  current.push(...group);
  yield current;
}

const heightOf = (blocks: readonly Block[]) => blocks.reduce((sum, { heightPt }) => sum + heightPt, 0);

const svgOf = (content: readonly string[]) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${page.width}pt" height="${page.height}pt" viewBox="0 0 ${page.width} ${page.height}">
<rect width="100%" height="100%" fill="#ffffff"/>
${content.join('\n')}
</svg>`;

const header = ({ title, subject }: ReportDocument) =>
  [
    drawRectangle({ x: 0, y: 0, width: page.width, height: 5 }, colours.plain),
    drawText(title, inner.x, 48, { sizePt: 20, isBold: true, widthPt: inner.width }),
    drawText(subject, inner.x, 68, { sizePt: 10, colour: colours.soft, widthPt: inner.width }),
  ].join('');

function footer({ madeAt }: ReportDocument, number: number) {
  const y = page.height - 28;
  const style = { sizePt: 7.5, colour: colours.faint, widthPt: inner.width / 2 };
  return [
    drawRectangle({ x: inner.x, y: y - 14, width: inner.width, height: 0.6 }, colours.line),
    drawText(`Polyspool · made ${momentText(madeAt)}`, inner.x, y, style),
    drawText(`Page ${number}`, inner.x + inner.width, y, { ...style, anchor: 'end' }),
  ].join('');
}
