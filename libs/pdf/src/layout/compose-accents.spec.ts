import { plainText } from '@polyspool/contracts/rich-text';
import { layOutPage } from './lay-out-page.js';
import { testingContent, type TestingText } from './testing-content.js';

const at = (x: number, text: string): TestingText => ({ x, y: 700, text });
const said = (texts: readonly TestingText[]) =>
  layOutPage(testingContent({ texts })).blocks.map(({ text }) => plainText(text));

describe('Accents of their own', () => {
  it.each([
    ['na', '\u00a8\u0131ve', 'na\u00efve'],
    ['M', '\u00a8uller', 'M\u00fcller'],
    ['gar', '\u00b8con', 'gar\u00e7on'],
  ])('are read as one letter with what they are drawn over: %s%s', (before, [accent = '', ...letters], word) => {
    const x = 50 + 5 * before.length;

    expect(said([at(50, before), at(x, accent), at(x, `${letters.join('')} and more`)])).toEqual([`${word} and more`]);
  });

  it('are also read where they are drawn after their letters', () => {
    expect(said([at(50, 'cafe'), at(65, '\u00b4'), at(75, 'is open')])).toEqual(['caf\u00e9 is open']);
  });

  it.each(['don\u00b4t go', 'x ^ y is power', 'a `word` in quotes'])('stay signs beside letters: %s', (text) => {
    expect(said([at(50, text)])).toEqual([text]);
  });
});
