import fc from 'fast-check';
import { tokensOf, wordAt } from './tokens-of.js';

const timed = (...texts: string[]) =>
  texts.map((text, index) => ({ text, startSeconds: index, endSeconds: index + 0.8 }));
const wordsOf = (text: string, language: string) =>
  tokensOf({ text, words: [] }, language).flatMap((token) => (token.isWord ? token.text : []));

describe('a line cut into words', () => {
  it.each([
    ['en', 'I don’t know, John.', ['I', 'don’t', 'know', 'John']],
    ['te', 'నేను వెళ్తాను', ['నేను', 'వెళ్తాను']],
    ['ar', 'ذهب الولد إلى البيت', ['ذهب', 'الولد', 'إلى', 'البيت']],
    ['zh', '我们去学校。', ['我们', '去', '学校']],
  ])('keeps the words of %s whole', (language, text, words) => {
    expect(wordsOf(text, language)).toEqual(words);
  });

  it('loses nothing of the line', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) =>
          tokensOf({ text, words: [] }, 'en')
            .map((token) => token.text)
            .join('') === text,
      ),
    );
  });

  it('knows the time of each word, though one is said twice', () => {
    const tokens = tokensOf({ text: 'No, no. Never!', words: timed('no', 'no', 'never') }, 'en');

    expect(tokens.filter(({ isWord }) => isWord).map(({ timedWord }) => timedWord)).toEqual([0, 1, 2]);
  });

  it('goes without times where a person has written other words', () => {
    const tokens = tokensOf({ text: 'He was a man', words: timed('he', 'wasn’t', 'man') }, 'en');

    expect(tokens.filter(({ isWord }) => isWord).map(({ timedWord }) => timedWord)).toEqual([0, -1, -1, 2]);
  });
});

it('stays at a word until the next one is said', () => {
  const words = timed('one', 'two');

  expect([-1, 0.5, 0.9, 1, 9].map((seconds) => wordAt(words, seconds))).toEqual([-1, 0, 0, 1, 1]);
});
