import type { PageIr } from '../document/document.js';
import { joinPages } from './join-pages.js';
import { layOutPage } from './lay-out-page.js';
import { testingContent, testingLines, type TestingText } from './testing-content.js';
import { toIr } from './to-ir.js';

const pageOf = (page: number, texts: readonly TestingText[]): PageIr =>
  toIr(layOutPage(testingContent({ page, texts })));
const linksIn = (pages: readonly PageIr[]) =>
  joinPages(pages).flatMap(({ blocks }) =>
    blocks.flatMap(({ id, continuedBy }) => (continuedBy ? [`${id} > ${continuedBy}`] : [])),
  );

const open = testingLines(['The house stands on a hill', 'above the river, and it has'], { x: 50, y: 700 });
const closed = testingLines(['The house stands on a hill', 'above the river. It is old.'], { x: 50, y: 700 });
const rest = testingLines(['been there for as long as I', 'can remember, and longer.'], { x: 320, y: 700 });

describe('joinPages', () => {
  it('continues a sentence in the next column', () => {
    expect(linksIn([pageOf(1, [...open, ...rest])])).toEqual(['1-0 > 1-1']);
  });

  it('continues a sentence on the next page, past page numbers and notes', () => {
    const number = { x: 300, y: 20, text: '17' };
    const more = [{ x: 50, y: 400, text: 'There is more on this page, as there is on others.' }];

    const pages = [
      pageOf(1, [...more.map((text) => ({ ...text, y: 780 })), ...open, number]),
      pageOf(2, [...rest, ...more]),
    ];

    expect(linksIn(pages)).toEqual(['1-1 > 2-0']);
  });

  it('continues nothing where a sentence ends, or where the next is of another kind', () => {
    const heading = testingLines(['been there for as long as I'], { x: 320, y: 700, sizePt: 18 });

    expect(linksIn([pageOf(1, closed), pageOf(2, rest)])).toEqual([]);
    expect(linksIn([pageOf(1, open), pageOf(2, heading)])).toEqual([]);
  });

  it('finds headers and footers by what pages repeat', () => {
    const page = (number: number) =>
      pageOf(number, [
        { x: 50, y: 780, text: `Chapter ${number} of this book` },
        { x: 300, y: 780, text: 'Somebody' },
        ...closed.map((line) => ({ ...line, y: line.y - 300 })),
      ]);

    const roles = joinPages([page(1), page(2)]).map(({ blocks }) => blocks.map(({ role }) => role));

    expect(roles).toEqual([
      ['header', 'header', 'body'],
      ['header', 'header', 'body'],
    ]);
  });
});
