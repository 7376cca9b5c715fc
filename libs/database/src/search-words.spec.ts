import fc from 'fast-check';
import { queryFor, searchWords } from './search-words.js';

describe('words to search for', () => {
  it.each([
    ['Telugu', 'తెలుగు పాట, తెలుగు!', ['తెలుగు', 'పాట']],
    ['width, case and joiners', 'ＡＢＣ abc a\u200dbc', ['abc']],
    ['signs', ' - ?! ', []],
  ])('are whole and each there once: %s', (_name, text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  it('are the same when what they come from is written in other case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zа-я ]{0,60}$/), (text) => {
        expect(searchWords(text.toUpperCase())).toEqual(searchWords(text));
      }),
    );
  });

  it('fit into a search, however long the text', () => {
    const words = searchWords(Array.from({ length: 200_000 }, (_, at) => `word${at}`).join(' '));

    expect(Buffer.byteLength(words.join(''))).toBeLessThanOrEqual(400_000);
    expect(words.length).toBeGreaterThan(10_000);
    expect(searchWords('x'.repeat(61))).toEqual([]);
  });

  it('are quoted', () => {
    expect(queryFor([`o'clock`, 'back\\slash'])).toBe(`'o''clock':* & 'back\\\\slash':*`);
  });
});
