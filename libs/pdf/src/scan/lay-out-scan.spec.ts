import { plainText } from '@polyspool/contracts/rich-text';
import { testingContent } from '../layout/testing-content.js';
import { layOutScan } from './lay-out-scan.js';
import type { ScanLine, ScanPage } from './scan-page.js';

/** Words of which each sign is 6 points wide, from `x` on to the right, or to the left. */
function line(baseline: number, text: string, { x = 72, isLeftward = false, ...look }: Partial<Look> = {}): ScanLine {
  let edge = x;
  const words = text.split(' ').map((word) => {
    const width = 6 * word.length;
    const [from, to] = isLeftward ? [edge - width, edge] : [edge, edge + width];
    edge = isLeftward ? from - 6 : to + 6;
    return { text: word, x: from, endX: to, bottom: baseline - 2, top: baseline + 8, background: '1 g' };
  });
  const inOrder = words.sort((a, b) => a.x - b.x);
  return { words: inOrder, baseline, sizePt: 12, fill: '0 g', isBold: false, ...look };
}

interface Look extends Pick<ScanLine, 'isBold' | 'sizePt' | 'fill'> {
  readonly x: number;
  readonly isLeftward: boolean;
}

const layOut = (lines: ScanLine[], page: Partial<ScanPage> = {}) =>
  layOutScan(testingContent({ texts: [], images: [[0, 0, 600, 800]] }), {
    page: 1,
    angleDegrees: 0,
    isSerif: true,
    isMono: false,
    lines,
    obstacles: [],
    ...page,
  });

const said = (layout: ReturnType<typeof layOut>) => layout.blocks.map(({ text }) => plainText(text));

describe('layOutScan', () => {
  it('joins lines into paragraphs, and tells headings from them', () => {
    const layout = layOut([
      line(740, 'A HEADING', { sizePt: 18, isBold: true }),
      line(700, 'The first line of a paragraph that is as long as'),
      line(686, 'the second one, which goes on to the third, and so'),
      line(672, 'it ends.'),
    ]);

    expect(layout.kind).toBe('scan');
    expect(said(layout)).toEqual([
      'A HEADING',
      'The first line of a paragraph that is as long as the second one, which goes on to the third, and so it ends.',
    ]);
    expect(layout.blocks.map(({ role, style }) => [role, style.isBold])).toEqual([
      ['heading', true],
      ['body', false],
    ]);
  });

  it('reads text from right to left where its script does', () => {
    const layout = layOut([line(700, 'שלום לכל הקוראים של הדף הזה', { x: 500, isLeftward: true })]);

    expect(said(layout)).toEqual(['שלום לכל הקוראים של הדף הזה']);
    expect(layout.blocks[0]!.isRightToLeft).toBe(true);
  });

  it('keeps signs of formulas as text: nothing of a picture can be moved', () => {
    const layout = layOut([line(700, 'The angle α is smaller than the sum ∑ of its parts')]);

    expect(layout.blocks[0]!.formulas).toEqual([]);
    expect(said(layout)).toEqual(['The angle α is smaller than the sum ∑ of its parts']);
  });

  it('lets a rule part what stands beside it, and keeps text from running into it', () => {
    const cells = [line(700, 'Chairs'), line(700, 'Tables', { x: 130 })];
    const rule: [number, number, number, number] = [118, 600, 119, 760];

    const layout = layOut(cells, { obstacles: [rule] });

    expect(said(layout)).toEqual(['Chairs', 'Tables']);
    expect(layout.blocks[0]!.obstacles.paths).toContainEqual(rule);
  });

  it('gives blocks the angle of the sheet, and letters of even widths where it was typed', () => {
    const [block] = layOut([line(700, 'Typed on a machine')], { angleDegrees: 1.2, isMono: true }).blocks;

    expect(block).toMatchObject({ angleDegrees: 1.2, style: { isMono: true, isSerif: true } });
    expect(block!.skipReason).toBeUndefined();
  });
});
