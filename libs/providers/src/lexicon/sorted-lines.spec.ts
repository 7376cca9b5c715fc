import fc from 'fast-check';
import { SortedLines } from './sorted-lines.js';

const fileOf = (pairs: readonly (readonly [string, string])[]) => {
  const lines = pairs.map(([key, value]) => Buffer.from(`${key}\t${value}\n`));
  return Buffer.concat(lines.sort(Buffer.compare));
};

const word = fc.stringMatching(/^[a-zäöüß一-丏 ]{1,6}$/);

describe('SortedLines', () => {
  it('finds what was put in, and nothing else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(word, word), { selector: ([key]) => key }), word, (pairs, other) => {
        const lines = new SortedLines(fileOf(pairs));

        for (const [key, value] of pairs) expect(lines.find(key)).toEqual([value]);
        if (!pairs.some(([key]) => key === other)) expect(lines.find(other)).toEqual([]);
      }),
    );
  });

  it('finds all lines of a key', () => {
    const pairs = ['a', 'b', 'b', 'b', 'bb', 'c'].map((key, index) => [key, String(index)] as const);

    expect(new SortedLines(fileOf(pairs)).find('b')).toEqual(['1', '2', '3']);
  });

  it('finds nothing in nothing', () => {
    expect(new SortedLines(Buffer.alloc(0)).find('a')).toEqual([]);
  });
});
