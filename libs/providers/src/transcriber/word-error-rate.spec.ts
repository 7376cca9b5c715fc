import fc from 'fast-check';
import { wordErrorRate } from './word-error-rate.js';

const words = fc.array(fc.constantFrom<string[]>('he', 'was', 'not', 'an', 'ill', 'disposed', 'young', "man's"), {
  minLength: 1,
});
const text = words.map((list) => list.join(' '));

describe('wordErrorRate', () => {
  it.each([
    ['he was not ill', 'he was not ill', 0],
    ['he was not ill', 'he was very ill', 0.25],
    ['he was not ill', 'he was ill', 0.25],
    ['he was not ill', 'he was not so ill', 0.25],
    ['he was not ill', '', 1],
    ['one', 'two three four', 3],
    ['', '', 0],
    ['', 'noise', 1],
  ])('of "%s" heard as "%s" is %d', (reference, hypothesis, rate) => {
    expect(wordErrorRate(reference, hypothesis)).toBe(rate);
  });

  it('does not count case and punctuation, but words of any script', () => {
    expect(wordErrorRate('Don’t go, Anne!', 'don’t go anne')).toBe(0);
    expect(wordErrorRate('నమస్కారం ప్రపంచం', 'నమస్కారం')).toBe(0.5);
  });

  it('is 0 for the same words only', () => {
    fc.assert(fc.property(text, text, (a, b) => (wordErrorRate(a, b) === 0) === (a === b)));
  });

  it('counts the same errors in both directions, and never more than there are words', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const errors = wordErrorRate(a.join(' '), b.join(' ')) * a.length;

        expect(errors).toBeCloseTo(wordErrorRate(b.join(' '), a.join(' ')) * b.length);
        expect(errors).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(errors).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });

  it('grows by one word for one word put in', () => {
    fc.assert(
      fc.property(words, fc.nat(), (list, at) => {
        const longer = list.toSpliced(at % (list.length + 1), 0, 'intruder');

        expect(wordErrorRate(list.join(' '), longer.join(' '))).toBeCloseTo(1 / list.length);
      }),
    );
  });
});
