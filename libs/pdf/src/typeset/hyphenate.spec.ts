import { hyphenationPoints } from './hyphenate.js';

const split = (word: string, language: string) => {
  const points = hyphenationPoints(word, language);
  return [0, ...points].map((from, index) => word.slice(from, points[index])).join('-');
};

describe('hyphenationPoints', () => {
  it.each([
    ['hyphenation', 'en-US', 'hy-phen-ation'],
    ['Betriebsversammlung', 'de', 'Be-triebs-ver-samm-lung'],
    ['información', 'es', 'in-for-ma-ción'],
    ['предложение', 'ru', 'пред-ло-же-ние'],
  ])('splits %s of %s', (word, language, expected) => {
    expect(split(word, language)).toBe(expected);
  });

  it('leaves alone abbreviations, short words and languages that it has no patterns for', () => {
    expect(hyphenationPoints('NATO', 'en')).toEqual([]);
    expect(hyphenationPoints('PDFs', 'en')).toEqual([]);
    expect(hyphenationPoints('word', 'en')).toEqual([]);
    expect(hyphenationPoints('information', 'xx')).toEqual([]);
  });
});
