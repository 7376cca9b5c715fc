import fc from 'fast-check';
import { pseudoTranslators, translateWords } from './pseudo-translators.ts';

const { identity, expand30, shrink20 } = pseudoTranslators;
const word = fc.string({ unit: fc.constantFrom(...'aeioubcdnzäж'), minLength: 1, maxLength: 30 });

describe('pseudo-translators', () => {
  it('leave a text as it is, or give it other words of about the length that they say', () => {
    fc.assert(
      fc.property(word, (source) => {
        const { length } = source;
        expect(identity(source)).toBe(source);
        expect(Math.abs(expand30(source).length - 1.3 * length)).toBeLessThanOrEqual(1);
        expect(Math.abs(shrink20(source).length - 0.8 * length)).toBeLessThan(1);
      }),
    );
  });

  it('keep formulas, spans, numbers and marks', () => {
    const text = [{ text: 'can ' }, { formula: 0 }, { text: 'be (12)', span: 3 }];

    expect(translateWords(text, expand30)).toEqual([
      { text: 'çáñx ' },
      { formula: 0 },
      { text: expect.stringMatching(/^bé\w* \(12\)$/), span: 3 },
    ]);
  });
});
