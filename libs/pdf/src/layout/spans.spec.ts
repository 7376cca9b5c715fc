import { layOutPage } from './lay-out-page.js';
import { testingContent, testingLines, type TestingContent, type TestingText } from './testing-content.js';

const only = (design: TestingContent) => {
  const { blocks } = layOutPage(testingContent(design));
  expect(blocks).toHaveLength(1);
  return blocks[0] as (typeof blocks)[number];
};
const at = (x: number, text: string, look: Partial<TestingText> = {}): TestingText => ({ x, y: 700, text, ...look });

describe('Spans', () => {
  it('are what is bold, italic, of another colour or size', () => {
    const { text, spans } = only({
      texts: [
        at(50, 'Some words are '),
        at(125, 'bold', { font: { isBold: true } }),
        at(145, ', some are '),
        at(200, 'red', { fill: '1 0 0 rg' }),
        at(215, ' and some are '),
        at(285, 'large', { sizePt: 14 }),
        at(320, ' here in this line.'),
      ],
    });

    expect(text).toEqual([
      { text: 'Some words are ' },
      { text: 'bold', span: 0 },
      { text: ', some are ' },
      { text: 'red', span: 1 },
      { text: ' and some are ' },
      { text: 'large', span: 2 },
      { text: ' here in this line.' },
    ]);
    expect(spans[0]?.style.isBold).toBe(true);
    expect(spans[1]?.fill).toBe('1 0 0 rg');
    expect(spans[2]?.sizeRatio).toBeCloseTo(1.4);
  });

  it('do not tell colours apart that look the same', () => {
    const { spans } = only({
      texts: [at(50, 'Black is '), at(95, 'black', { fill: '0 0 0 rg' }), at(120, ' all over.')],
    });

    expect(spans).toEqual([]);
  });

  it('lead where links lie over them, over the end of a line too', () => {
    const { text, spans } = only({
      texts: testingLines(['Read all about it in our little', 'book of notes, for free.'], { x: 50, y: 700 }),
      links: [
        { box: [150, 698, 210, 708], uri: 'https://example.com' },
        { box: [50, 686, 115, 696], uri: 'https://example.com' },
      ],
    });

    expect(text.filter((piece) => 'span' in piece)).toEqual([
      { text: 'our little', span: 0 },
      { text: 'book of notes', span: 1 },
    ]);
    expect(spans.map(({ link }) => link)).toEqual([0, 1]);
  });

  it('are underlined where a rule goes along under their words', () => {
    const { text, spans, rules } = only({
      texts: [at(50, 'This is important and this is not.')],
      paths: [[90, 698, 135, 698.6]],
    });

    expect(text[1]).toEqual({ text: 'important', span: 0 });
    expect(spans[0]?.isUnderlined).toBe(true);
    expect(rules).toMatchObject([{ span: 0, kind: 'underline', thicknessPt: expect.closeTo(0.6) as number }]);
  });

  it('are struck through where it goes through them', () => {
    const { spans } = only({ texts: [at(50, 'This is wrong by now.')], paths: [[90, 702.5, 115, 703.1]] });

    expect(spans[0]).toMatchObject({ isStruckThrough: true, isUnderlined: false });
  });

  it('take no rule of a table for an underline', () => {
    const { rules, obstacles } = only({ texts: [at(50, 'A cell of a table')], paths: [[40, 697, 300, 697.5]] });

    expect(rules).toEqual([]);
    expect(obstacles.paths).toHaveLength(1);
  });

  it('leave small capitals in one word', () => {
    const { text } = only({
      texts: [at(50, 'A line by S'), at(105, 'MITH', { sizePt: 8 }), at(121, ' and others in it.')],
    });

    expect(text).toEqual([{ text: 'A line by SMITH and others in it.' }]);
  });
});
