import { plainText } from '@polyspool/contracts/rich-text';
import { PageIr } from '../document/document.js';
import { layOutPage } from './lay-out-page.js';
import { testingContent, testingLines, type TestingContent } from './testing-content.js';
import { toIr } from './to-ir.js';

const lay = (design: TestingContent) => layOutPage(testingContent(design)).blocks;
const textsOf = (design: TestingContent) => lay(design).map(({ text }) => plainText(text));

const left = ['The house stands on a hill', 'above the river, and the', 'river runs to the sea.'];
const right = ['Nobody has ever lived here', 'before, and nobody will be', 'here when we have gone.'];

describe('layOutPage', () => {
  it('reads the lines of a paragraph as one text', () => {
    const [block, ...others] = lay({ texts: testingLines(left, { x: 50, y: 700 }) });

    expect(others).toEqual([]);
    expect(block && plainText(block.text)).toBe(left.join(' '));
    expect(block).toMatchObject({ id: '1-0', x: 50, firstBaseline: 700, lastBaseline: 676, leadingPt: 12, sizePt: 10 });
  });

  it('ends a paragraph where the next word would have fitted on the line', () => {
    const texts = testingLines(
      ['One long line of many words', 'that ends.', 'Another line of many words,', 'and it ends.'],
      {
        x: 50,
        y: 700,
      },
    );

    expect(textsOf({ texts })).toEqual([
      'One long line of many words that ends.',
      'Another line of many words, and it ends.',
    ]);
  });

  it('ends a paragraph before a line that is indented', () => {
    const lines = testingLines([...left.slice(0, 2), 'river runs to the sea one', ...right], { x: 50, y: 700 });
    const texts = lines.map((line, at) => (at === 3 ? { ...line, x: 65 } : line));

    expect(textsOf({ texts })).toHaveLength(2);
  });

  it('keeps a paragraph together in which a sentence is bold that fills most of a line', () => {
    const texts = [
      ...testingLines(left.slice(0, 2), { x: 50, y: 700 }),
      { x: 50, y: 676, text: 'river ' },
      { x: 80, y: 676, text: 'runs in the cold.', font: { isBold: true } },
      { x: 170, y: 676, text: 'To' },
      { x: 50, y: 664, text: 'the sea it runs.' },
    ];

    expect(textsOf({ texts })).toEqual([
      'The house stands on a hill above the river, and the river runs in the cold. To the sea it runs.',
    ]);
  });

  it('keeps a paragraph together in which bold lines begin and end within lines', () => {
    const texts = [
      { x: 50, y: 700, text: 'The house stands ' },
      { x: 135, y: 700, text: 'on a hill', font: { isBold: true } },
      { x: 50, y: 688, text: 'above the river, and it is', font: { isBold: true } },
      { x: 50, y: 676, text: 'cold ', font: { isBold: true } },
      { x: 75, y: 676, text: 'where it stands.' },
    ];

    expect(textsOf({ texts })).toEqual(['The house stands on a hill above the river, and it is cold where it stands.']);
  });

  it('parts a bold heading from the paragraph under it', () => {
    const texts = [
      { x: 50, y: 700, text: 'A heading that is rather long', font: { isBold: true } },
      { x: 50, y: 688, text: 'Bold', font: { isBold: true } },
      { x: 75, y: 688, text: 'is how this text begins' },
    ];

    expect(textsOf({ texts })).toEqual(['A heading that is rather long', 'Bold is how this text begins']);
  });

  it('parts a title from the smaller line under it, not the words of a name in a cell', () => {
    const title = { x: 175, y: 700, text: 'A title of some words', sizePt: 12 };
    const under = { x: 215, y: 686, text: 'On Friday', sizePt: 11 };

    expect(textsOf({ texts: [title, under] })).toEqual([title.text, under.text]);
    expect(textsOf({ texts: [{ ...title, sizePt: 11, x: 180 }, under] })).toHaveLength(1);
  });

  it('keeps a sentence together whose first line hangs out by a sign', () => {
    const texts = [
      { x: 50, y: 700, text: '→' },
      { x: 60, y: 700, text: 'The house stands on a hill' },
      { x: 60, y: 688, text: 'above the river.' },
    ];

    expect(textsOf({ texts })).toEqual(['\ufffc The house stands on a hill above the river.']);
  });

  it('keeps the end of a sentence that a colon stands behind, beside another column', () => {
    const texts = [
      ...testingLines(['Whoever wants to keep bees needs less than most', 'people think:'], { x: 50, y: 700 }),
      ...testingLines(['It is a help, because weak and strong can be', 'compared, and because nobody has ever been'], {
        x: 320,
        y: 700,
      }),
    ];

    expect(textsOf({ texts })).toContain('Whoever wants to keep bees needs less than most people think:');
  });

  it('reads a title over two columns first, then column after column', () => {
    const texts = [
      ...testingLines(right, { x: 320, y: 650 }),
      ...testingLines(left, { x: 50, y: 650 }),
      { x: 100, y: 700, text: 'A title that stands over both columns', sizePt: 20 },
    ];

    expect(textsOf({ texts })).toEqual(['A title that stands over both columns', left.join(' '), right.join(' ')]);
  });

  it('reads the cells of a table row by row', () => {
    const cells = [
      ['City', 'Country', 'Language'],
      ['Rome', 'Italy', 'Italian'],
      ['Oslo', 'Norway', 'Norwegian'],
    ];
    const texts = cells.flatMap((row, at) =>
      row.map((text, column) => ({ x: 50 + 120 * column, y: 700 - 14 * at, text })),
    );
    const blocks = lay({ texts: texts.toSorted((a, b) => a.x - b.x) });

    expect(blocks.map(({ text }) => plainText(text))).toEqual(cells.flat());
    expect(blocks.every(({ role }) => role === 'tableCell')).toBe(true);
  });

  it('joins words that were broken at the end of a line, and keeps the hyphens of others', () => {
    const texts = testingLines(
      [
        'This is a rather uncom-',
        'fortable place for Vor-',
        'und Nachteile in Basel-',
        'Stadt and its surround-',
        'ings.',
      ],
      {
        x: 50,
        y: 700,
      },
    );

    expect(textsOf({ texts })).toEqual([
      'This is a rather uncomfortable place for Vor- und Nachteile in Basel-Stadt and its surroundings.',
    ]);
  });

  it('reads text at each angle by itself', () => {
    const texts = [
      ...testingLines(left, { x: 50, y: 700 }),
      { x: 30, y: 100, text: 'Printed in 2026', angleDegrees: 90 },
    ];
    const blocks = lay({ texts });

    expect(blocks.map(({ angleDegrees }) => angleDegrees)).toEqual([0, 90]);
    expect(blocks[1]).toMatchObject({ x: expect.closeTo(100), firstBaseline: expect.closeTo(-30) as number });
  });

  it('keeps vertical writing, and says so', () => {
    const [block] = lay({ texts: [{ x: 500, y: 700, text: '縦', isVertical: true }] });

    expect(block).toMatchObject({ skipReason: 'vertical', angleDegrees: -90 });
  });

  it('separates the title of an entry from its leader and page number', () => {
    const texts = [{ x: 50, y: 700, text: 'Introduction . . . . . . . . . 12' }];
    const blocks = lay({ texts });

    expect(blocks.map(({ text, skipReason }) => [plainText(text), skipReason])).toEqual([
      ['Introduction', undefined],
      ['. . . . . . . . . 12', 'number'],
    ]);
    expect(blocks[0]?.role).toBe('contents');
  });

  it('finds the same blocks each time', () => {
    const design = { texts: [...testingLines(left, { x: 50, y: 700 }), ...testingLines(right, { x: 320, y: 700 })] };

    expect(toIr(layOutPage(testingContent(design)))).toEqual(toIr(layOutPage(testingContent(design))));
  });

  it('tells what it found as a valid intermediate representation', () => {
    const content = testingContent({ texts: testingLines(left, { x: 50, y: 700 }), page: 3 });

    const ir = toIr(layOutPage(content));

    expect(PageIr.parse(ir)).toEqual(ir);
    expect(ir.blocks[0]).toMatchObject({ id: '3-0', role: 'body', box: [50, 673.8, 180, 708] });
  });

  it('knows a page without text', () => {
    expect(layOutPage(testingContent({ texts: [] }))).toMatchObject({ kind: 'blank', blocks: [] });
  });
});
