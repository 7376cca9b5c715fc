import fc from 'fast-check';
import { splitSentences } from './split-sentences.js';

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);

describe('splitSentences', () => {
  it('ends sentences as the language does', async () => {
    expect(await splitSentences('He left. Did she? "Yes!" ¿Quién?\n\nA line', 'en')).toEqual([
      'He left.',
      'Did she?',
      '"Yes!"',
      '¿Quién?',
      'A line',
    ]);
  });

  it('loses and halves no word, however long the text and its sentences are', async () => {
    const piece = fc.constantFrom('word ', 'end. ', 'line\n', 'другой ', '字 ');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 300 }), fc.integer({ min: 1, max: 60 }), async (pieces, times) => {
        const text = pieces.join('').repeat(times);

        const sentences = await splitSentences(text, 'en');

        expect(sentences.flatMap(wordsOf)).toEqual(wordsOf(text));
        expect(Math.max(0, ...sentences.map(({ length }) => length))).toBeLessThanOrEqual(600);
      }),
      { numRuns: 30 },
    );
  });
});
