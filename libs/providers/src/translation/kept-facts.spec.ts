import { factsIn, keepsFacts } from './kept-facts.js';

const facts = (text: string) => factsIn(text).map(({ from, to }) => text.slice(from, to));

describe('what has to come out of a translation as it went in', () => {
  it('is addresses, numbers, and the labels of lines and parts', () => {
    expect(facts('See line 8a, page 12 and {ann,ben}@example.org; www.example.org/3b by 1,250.50')).toEqual([
      '8a',
      '12',
      '{ann,ben}@example.org',
      'www.example.org/3b',
      '1,250.50',
    ]);
  });

  it('is no ordinal and no unit', () => {
    expect(facts('the 2nd of 3D by 5kg')).toEqual(['2', '3', '5']);
  });

  it.each([
    ['See line 8a.', 'Véase la línea 8a.', true],
    ['See line 8a.', 'Véase la línea 8un.', false],
    ['See line 8a.', 'Véase la línea 8 a.', false],
    ['Page 12', 'Página 12', true],
    ['Page 12', 'Página doce', false],
  ])('%s is kept by %s: %s', (source, translation, isKept) => {
    expect(keepsFacts(source, translation)).toBe(isKept);
  });
});
