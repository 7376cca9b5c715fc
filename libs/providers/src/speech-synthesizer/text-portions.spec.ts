import { assert, integer, property, string } from 'fast-check';
import { portionsOf, sentencesOf } from './text-portions.js';

describe('sentencesOf', () => {
  it('ends where sentences end, in any script', () => {
    expect(sentencesOf('It is late. Is it? Yes!', 'en')).toEqual(['It is late.', 'Is it?', 'Yes!']);
    expect(sentencesOf('今天天气很好。我们去公园。', 'zh')).toEqual(['今天天气很好。', '我们去公园。']);
    expect(sentencesOf('यह एक परीक्षा है। ठीक है।', 'hi')).toEqual(['यह एक परीक्षा है।', 'ठीक है।']);
  });

  it('cuts one that is too long at a space, or inside a word that is too long, but no letter', () => {
    expect(sentencesOf('one two three four', 'en', 10)).toEqual(['one two', 'three four']);
    expect(sentencesOf('abcdefgh', 'en', 3)).toEqual(['abc', 'def', 'gh']);
    expect(sentencesOf('a😀b', 'en', 2)).toEqual(['a', '😀', 'b']);
  });
});

describe('portionsOf', () => {
  it('keeps every letter in its order, in portions that are no longer than they may be', () => {
    assert(
      property(string({ unit: 'grapheme-ascii', maxLength: 300 }), integer({ min: 5, max: 60 }), (text, most) => {
        const portions = portionsOf(text, 'en', most);

        expect(portions.join('').replaceAll(' ', '')).toBe(text.replaceAll(/\s/gu, ''));
        expect(portions.every((portion) => portion.length <= most)).toBe(true);
      }),
    );
  });
});
