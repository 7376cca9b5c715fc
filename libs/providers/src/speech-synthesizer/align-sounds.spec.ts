import { assert, array, constantFrom, property } from 'fast-check';
import { alignSounds } from './align-sounds.js';

const sounds = (text: string) => text.split('');
const split = (spoken: string, ...parts: string[]) => {
  const ends = alignSounds(sounds(spoken), parts.map(sounds));
  return ends.map((end, i) => spoken.slice(i === 0 ? 0 : ends[i - 1], end));
};

describe('alignSounds', () => {
  it('finds words that are said as they are alone', () => {
    expect(split('helowerld', 'helo', 'werld')).toEqual(['helo', 'werld']);
  });

  it('finds words that are said a little differently', () => {
    expect(split('dhiappelsisred', 'dhe', 'appels', 'iz', 'reed')).toEqual(['dhi', 'appels', 'is', 'red']);
  });

  it('finds the words around one that is said quite differently', () => {
    expect(split('doktersmithlivs', 'draiv', 'smith', 'livs')).toEqual(['dokter', 'smith', 'livs']);
  });

  it('gives a word that is not said no sound', () => {
    expect(split('helo', 'helo', '')).toEqual(['helo', '']);
    expect(split('', 'helo', 'werld')).toEqual(['', '']);
    expect(alignSounds(sounds('helo'), [])).toEqual([]);
  });

  it('is exact where nothing differs, however long', () => {
    const word = array(constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 8 });

    assert(
      property(array(word, { minLength: 1, maxLength: 300 }), (parts) => {
        let end = 0;

        expect(alignSounds(parts.flat(), parts)).toEqual(parts.map((part) => (end += part.length)));
      }),
      { numRuns: 30 },
    );
  });
});
