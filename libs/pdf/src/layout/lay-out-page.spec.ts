import { plainText } from '@polyspool/contracts/rich-text';
import { layOutPage } from './lay-out-page.js';
import { testingContent, testingLines, type TestingContent } from './testing-content.js';

const lay = (design: TestingContent) => layOutPage(testingContent(design)).blocks;
const textsOf = (design: TestingContent) => lay(design).map(({ text }) => plainText(text));

describe('layOutPage', () => {
  it('reads the lines of a paragraph as one text', () => {
    const texts = testingLines(['The house stands on a hill', 'above the river, and the', 'river runs to the sea.'], {
      x: 50,
      y: 700,
    });

    expect(textsOf({ texts })).toEqual(['The house stands on a hill above the river, and the river runs to the sea.']);
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
});
