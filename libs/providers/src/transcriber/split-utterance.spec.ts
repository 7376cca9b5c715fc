import type { TimedWord } from '@polyspool/contracts/segments';
import fc from 'fast-check';
import { splitUtterance } from './split-utterance.js';

/** Words of half a second, each after its pause. */
function spoken(...parts: (string | number)[]): TimedWord[] {
  let now = 0;
  return parts.flatMap((part) => {
    if (typeof part === 'number') {
      now += part;
      return [];
    }
    now += 0.5;
    return [{ text: part, startSeconds: now - 0.5, endSeconds: now }];
  });
}

const texts = (parts: TimedWord[][]) => parts.map((words) => words.map((word) => word.text).join(' '));

const utterance = fc
  .array(fc.record({ length: fc.integer({ min: 1, max: 30 }), pause: fc.nat(30), seconds: fc.nat(20) }), {
    maxLength: 60,
  })
  .map((words) => {
    let now = 0;
    return words.map(({ length, pause, seconds }) => {
      const startSeconds = now + pause / 10;
      now = startSeconds + seconds / 10;
      return { text: 'x'.repeat(length), startSeconds, endSeconds: now };
    });
  });

describe('splitUtterance', () => {
  it('leaves what fits as it is', () => {
    expect(texts(splitUtterance(spoken('he', 'was', 'not')))).toEqual(['he was not']);
    expect(splitUtterance([])).toEqual([]);
  });

  it('cuts at the pause', () => {
    const words = spoken('a', 'b', 'c', 'd', 'e', 'f', 0.4, 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n');

    expect(texts(splitUtterance(words))).toEqual(['a b c d e f', 'g h i j k l m n']);
  });

  it('cuts in the middle where nobody pauses', () => {
    const words = spoken(...'abcdefghijklmn');

    expect(texts(splitUtterance(words))).toEqual(['a b c d e f g', 'h i j k l m n']);
  });

  it('loses no word, keeps their order, and makes parts that fit or cannot be cut', () => {
    fc.assert(
      fc.property(utterance, (words) => {
        const parts = splitUtterance(words);

        expect(parts.flat()).toEqual(words);
        for (const [i, part] of texts(parts).entries()) {
          const isSmall = part.length <= 84 && parts[i]!.at(-1)!.endSeconds - parts[i]![0]!.startSeconds <= 6;
          expect(isSmall || parts[i]!.length === 1).toBe(true);
        }
      }),
    );
  });
});
