import fc from 'fast-check';
import type { ReportDocument } from '../report-document.js';
import { type Block, mostRows } from './blocks.js';
import { page } from './page-style.js';
import { pagesOf, writePages } from './write-pages.js';

const block = (name: string, more: Partial<Block> = {}): Block => ({ heightPt: 17, draw: () => name, ...more });
const namesOn = (pages: readonly (readonly Block[])[]) => pages.map((blocks) => blocks.map((each) => each.draw(0)));
const documentOf = (rows: readonly (readonly string[])[]): ReportDocument => ({
  title: 'Names & numbers',
  subject: 'ప్రాజెక్ట్ <one>',
  madeAt: new Date('2026-11-22T18:00:00Z'),
  figures: [],
  sections: [{ title: 'All', table: { columns: [{ title: 'Name', share: 1 }], rows } }],
  list: { columns: [], rows: [] },
});

describe('the pages of a report', () => {
  it('hold everything once and in order, and none more than it has room for', () => {
    const heading = block('heading', { keepsWithNext: true });
    const room = page.height - page.top - page.bottom;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 300 }), { minLength: 1 }), fc.boolean(), (heights, inTable) => {
        const blocks = heights.map((heightPt, at) => block(String(at), { heightPt, ...(inTable && { heading }) }));

        const pages = [...pagesOf(inTable ? [heading, ...blocks] : blocks)];

        const body = namesOn(pages)
          .flat()
          .filter((name) => name !== 'heading');
        expect(body).toEqual(heights.map((_, at) => String(at)));
        for (const blocks of pages)
          expect(blocks.reduce((sum, { heightPt }) => sum + heightPt, 0)).toBeLessThanOrEqual(room);
        if (inTable) expect(namesOn(pages).every(([first]) => first === 'heading')).toBe(true);
      }),
    );
  });

  it('leave no title alone at the end', () => {
    const title = block('title', { keepsWithNext: true, heightPt: 40 });
    const pages = namesOn([...pagesOf([block('a', { heightPt: 640 }), title, block('b', { heightPt: 30 })])]);

    expect(pages).toEqual([['a'], ['title', 'b']]);
  });

  it('show texts as they are, and cut a very long table with a word', () => {
    const rows = Array.from({ length: mostRows + 5 }, (_, at) => [`లక్ష్మీ <${at}>`]);
    const pages = [...writePages(documentOf(rows))];

    expect(pages[0]).toContain('లక్ష్మీ &lt;0&gt;');
    expect(pages[0]).toContain('Names &amp; numbers');
    expect(pages.at(-1)).toContain('… and 5 more: see report.csv');
    expect(pages.at(-1)).toContain(`Page ${pages.length}`);
  });
});
