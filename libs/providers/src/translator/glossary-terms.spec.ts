import { GlossaryTerms, termsIn } from './glossary-terms.js';

const found = (text: string, ...sources: string[]) =>
  new GlossaryTerms(sources.map((source) => ({ source, target: 'x' })))
    .in(text)
    .map(({ from, to }) => text.slice(from, to));

describe('GlossaryTerms', () => {
  it('finds whole words only', () => {
    expect(found('the cat, the catalogue and a bobcat: cat.', 'cat')).toEqual(['cat', 'cat']);
    expect(found('naïve na naïveté', 'na', 'naïve')).toEqual(['naïve', 'na']);
  });

  it('prefers the longest', () => {
    expect(found('New York City and New York', 'new york', 'new', 'new york city')).toEqual([
      'New York City',
      'New York',
    ]);
  });

  it('finds what is written in small letters in any case, what has capitals only as it is', () => {
    expect(found('The house, the HOUSE, the House', 'house')).toEqual(['house', 'HOUSE', 'House']);
    expect(found('Tell us about the US', 'US')).toEqual(['US']);
  });

  it('finds terms of several words whatever the space between them', () => {
    expect(found('a soft\n  ware soft ware', 'soft ware')).toEqual(['soft\n  ware', 'soft ware']);
  });

  it('finds terms that are no words, and such as mean something in patterns', () => {
    expect(found('C++ (beta) [x] and C', 'c++', '(beta)', '[x]')).toEqual(['C++', '(beta)', '[x]']);
  });

  it('needs no borders where a script has none', () => {
    expect(found('彼は東京大学で', '東京大学')).toEqual(['東京大学']);
    expect(found('서울에서', '서울')).toEqual(['서울']);
    expect(found('ในกรุงเทพมหานคร', 'กรุงเทพ')).toEqual(['กรุงเทพ']);
  });

  it('finds Telugu and Hindi words with their signs whole', () => {
    expect(found('కాలం కాల', 'కాల')).toEqual(['కాల']);
    expect(found('हिन्दी हिन्द', 'हिन्द')).toEqual(['हिन्द']);
  });

  it('finds letters however they are composed', () => {
    expect(termsIn([{ source: 'cafe\u0301', target: 'x' }], ['Le caf\u00e9'])).toHaveLength(1);
    expect(termsIn([{ source: 'caf\u00e9', target: 'x' }], ['Le cafe\u0301'])).toHaveLength(1);
    expect(found('STRAẞE 300 K', 'straße')).toEqual(['STRAẞE']);
  });

  it('names those that occur, and finds nothing with no glossary', () => {
    const glossary = ['cat', 'dog', 'cow'].map((source) => ({ source, target: source }));

    expect(termsIn(glossary, ['a dog', 'a Cow, a dog'])).toEqual([glossary[1], glossary[2]]);
    expect(termsIn([], ['a dog'])).toEqual([]);
  });
});
