import { testingPdf, textAt } from '../objects/testing-pdf.js';
import { golden } from './testing-golden.js';

const page = (content: readonly string[]) => ({
  width: 400,
  height: 300,
  content: ['0.95 g 0 0 400 300 re f', '0.2 0.2 0.6 rg 0 262 400 38 re f', ...content].join('\n'),
});
const bullet = (y: number) => `0.2 0.2 0.6 rg 42 ${y + 2} 4 4 re f`;
const items = (top: number, texts: readonly string[]) =>
  texts.flatMap((text, index) => [bullet(top - 20 * index), textAt(54, top - 20 * index, text, { size: 12 })]);

const slides = () =>
  testingPdf({
    pages: [
      page([
        textAt(20, 272, 'Outline', { font: 'F2', size: 18, fill: '1 g' }),
        ...items(220, ['The model', 'What it is good for', 'Results of the first year']),
        textAt(54, 120, 'A box of text that has two lines', { size: 12 }),
        textAt(54, 106, 'and stays where it is.', { size: 12 }),
      ]),
      page([
        textAt(140, 272, 'In the middle', { font: 'F2', size: 18, fill: '1 g' }),
        textAt(166, 150, 'Questions?', { size: 14 }),
        '0 g 0.5 w 60 60 120 30 re S',
        textAt(66, 70, 'A narrow label', { size: 12 }),
      ]),
    ],
  });

describe('Slides, golden', () => {
  it('use the space beside headings and items before letters get smaller', async () => {
    const { before, after } = await golden(slides());

    expect(before).toEqual([
      'Outline at 20 to 82 above 268, 18 pt',
      'The model at 54 to 111 above 217, 12 pt',
      'What it is good for at 54 to 151 above 197, 12 pt',
      'Results of the first year at 54 to 177 above 177, 12 pt',
      'A box of text that has two lines and stays where it is. at 54 to 217 above 103, 12 pt',
      'In the middle at 140 to 251 above 268, 18 pt',
      'Questions? at 166 to 237 above 147, 14 pt',
      'A narrow label at 66 to 143 above 67, 12 pt',
    ]);
    expect(after).toEqual([
      'Outlinead at 20 to 103 above 268, 18 pt',
      'Thea modelad at 54 to 131 above 217, 12 pt',
      'Whata ita isa gooda fora at 54 to 184 above 197, 12 pt',
      'Resultsad ofa thea firstad yeara at 54 to 223 above 177, 12 pt',
      'A boxa ofa texta thata hasa twoa linesad anda staysad wheread ita isa. at 54 to 200 above 92, 12 pt',
      'Ina thea middlead at 120 to 272 above 268, 18 pt',
      'Questionsado? at 154 to 248 above 147, 14 pt',
      'A narrowad labelad at 66 to 169 above 67, 12 pt',
    ]);
  });
});
