import { plainText } from '@polyspool/contracts/rich-text';
import { layOutPage } from './lay-out-page.js';
import { testingContent, type TestingContent, type TestingText } from './testing-content.js';

const lay = (design: TestingContent) => layOutPage(testingContent(design)).blocks;
const math = { isMath: true };
const at = (x: number, text: string, look: Partial<TestingText> = {}): TestingText => ({ x, y: 700, text, ...look });
const said = (block: ReturnType<typeof lay>[number] | undefined) =>
  block?.formulas.map(({ glyphs }) => glyphs.map(({ glyph }) => glyph.unicode).join(''));

describe('Formulas', () => {
  it('are kept apart from the words around them, with the numbers and signs that belong to them', () => {
    const [block] = lay({
      texts: [at(50, 'Let the number '), at(125, 'x', { font: math }), at(130, '=2 be given to all.')],
    });

    expect(block && plainText(block.text, '{}')).toBe('Let the number {} be given to all.');
    expect(said(block)).toEqual(['x=2']);
  });

  it('are exponents and marks of notes', () => {
    const [block] = lay({
      texts: [at(50, 'The first of all cases'), at(160, '7', { y: 704, sizePt: 6 }), at(165, ' is the easiest one.')],
    });

    expect(block && plainText(block.text, '{}')).toBe('The first of all cases{} is the easiest one.');
    expect(block?.formulas[0]?.glyphs[0]?.isScript).toBe(true);
  });

  it('are no numbers that a mark of a note stands after', () => {
    const [block] = lay({ texts: [at(50, 'It was released in 2011'), at(165, '[1]', { y: 704, sizePt: 6 })] });

    expect(block).toMatchObject({ skipReason: undefined });
    expect(said(block)).toEqual(['[1]']);
  });

  it('take their fraction bars with them', () => {
    const blocks = lay({
      texts: [
        at(50, 'One half is '),
        at(112, 'a', { y: 704, font: math, sizePt: 7 }),
        at(112, 'b', { y: 695, font: math, sizePt: 7 }),
        at(118, ' and nothing else at all.'),
      ],
      paths: [[111.5, 702.3, 116, 702.7]],
    });

    expect(blocks).toHaveLength(1);
    expect(said(blocks[0])).toEqual(['ab']);
    expect(blocks[0]?.formulas[0]?.paths).toHaveLength(1);
    expect(blocks[0] && plainText(blocks[0].text, '{}')).toBe('One half is {} and nothing else at all.');
  });

  it('that stand alone are not translated; sentences in them are', () => {
    const texts = [
      at(50, 'f(x)=ab+cd', { font: math }),
      at(50, 'Then there is an ', { y: 650 }),
      at(135, 'εx>δabcdefghijklmnopqrst', { y: 650, font: math }),
    ];

    expect(lay({ texts }).map(({ skipReason }) => skipReason)).toEqual(['formula', undefined]);
  });

  it('are translated with a single word between them, unless limits of sums would stay behind', () => {
    const texts = [
      at(50, '{xxxxxxxx<yyyyyyyy}', { font: math }),
      at(150, ' for '),
      at(175, 'zzzzzzzz>0', { font: math }),
    ];
    const limit = at(100, 'k', { y: 690, font: math, sizePt: 6 });

    expect(lay({ texts })).toMatchObject([{ skipReason: undefined, formulas: [{}, {}] }]);
    expect(lay({ texts: [...texts, limit] })[0]).toMatchObject({ skipReason: 'formula' });
  });

  it.each(['max', 'Hom', 'GL', 'x'])('are not sentences because of %s', (name) => {
    const behind = 95 + 5 * (name.length + 2);
    const texts = [at(50, 'ffffffff=', { font: math }), at(95, ` ${name} `), at(behind, 'zzzzzzzz>0', { font: math })];

    expect(lay({ texts }).map(({ skipReason }) => skipReason)).toEqual(['formula']);
  });

  it('are not what Greek is written in', () => {
    const [block] = lay({ texts: [at(50, 'Το σπίτι είναι πάνω στον λόφο')] });

    expect(block?.formulas).toEqual([]);
    expect(block?.skipReason).toBeUndefined();
  });
});
