import type { Segment } from '@polyspool/contracts/segments';
import fc from 'fast-check';
import { retimeWords } from './retime-words.js';

const heardAs = (text: string): Segment => {
  const words = text.split(' ').map((word, index) => ({
    text: word,
    startSeconds: 10 + index,
    endSeconds: 10.8 + index,
    confidence: 0.5,
  }));
  return { startSeconds: 10, endSeconds: words.at(-1)?.endSeconds ?? 10, text, words };
};

describe('retimeWords', () => {
  it('keeps the time of a word that was heard, however it is written', () => {
    const words = retimeWords('He was, NOT an ill-disposed man.', heardAs('he was knot an ill disposed man'));

    expect(words.map(({ text, startSeconds }) => [text, startSeconds])).toEqual([
      ['He', 10],
      ['was,', 11],
      ['NOT', 11.8],
      ['an', 13],
      ['ill-disposed', 13.8],
      ['man.', 16],
    ]);
  });

  it('lets new words share the time between by their length', () => {
    const words = retimeWords('one aa aaaaaa four', heardAs('one two three four'));

    expect(words.slice(1, 3)).toEqual([
      { text: 'aa', startSeconds: 10.8, endSeconds: 11.35 },
      { text: 'aaaaaa', startSeconds: 11.35, endSeconds: 13 },
    ]);
  });

  it('has exactly the words of the text, in time order and within the line', () => {
    const word = fc.constantFrom('he', 'was', 'not', 'an', 'ill', 'disposed', 'young', 'man');
    const lines = fc.record({ said: fc.array(word), heard: fc.array(word, { minLength: 1 }) });
    fc.assert(
      fc.property(lines, ({ said, heard }) => {
        const line = heardAs(heard.join(' '));

        const words = retimeWords(said.join(' '), line);

        expect(words.map(({ text }) => text)).toEqual(said);
        const times = words.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        for (const time of times) expect(time).toBeGreaterThanOrEqual(line.startSeconds);
        for (const time of times) expect(time).toBeLessThanOrEqual(line.endSeconds);
      }),
    );
  });

  it('gives all words a time where none was known', () => {
    const line = { startSeconds: 0, endSeconds: 4, text: 'x', words: [] };

    expect(retimeWords('ab cd', line)).toEqual([
      { text: 'ab', startSeconds: 0, endSeconds: 2 },
      { text: 'cd', startSeconds: 2, endSeconds: 4 },
    ]);
  });
});
