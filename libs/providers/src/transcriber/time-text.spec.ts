import fc from 'fast-check';
import { timeText, type TimedPiece } from './time-text.js';

const within = { startSeconds: 0, endSeconds: 10 };

const word = fc.stringMatching(/^[a-zA-Zäöüßéñçकमनరతగ한국]{1,9}[,.!?]?$/u);
const text = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));

/** Cuts a text into pieces anywhere, also within letters, and gives each a time. */
const pieced = fc.tuple(text, fc.infiniteStream(fc.integer({ min: 1, max: 7 }))).map(([said, lengths]) => {
  const bytes = Buffer.from(` ${said}`);
  const pieces: TimedPiece[] = [];
  let at = 0;
  for (const length of lengths) {
    if (at >= bytes.length) break;
    const end = Math.min(bytes.length, at + length);
    const secondsAt = (place: number) => (10 * place) / bytes.length;
    pieces.push({ text: bytes.subarray(at, end).toString(), startSeconds: secondsAt(at), endSeconds: secondsAt(end) });
    at = end;
  }
  return { said, pieces };
});

const anyPiece = fc.record({
  text: fc.oneof(word, fc.string({ maxLength: 4 })),
  startSeconds: fc.double({ min: -5, max: 20, noNaN: true }),
  endSeconds: fc.double({ min: -5, max: 20, noNaN: true }),
  confidence: fc.option(fc.double({ min: -1, max: 2, noNaN: true }), { nil: undefined }),
});

describe('timeText', () => {
  it('gives words the times of their pieces, and keeps the punctuation that these do not have', () => {
    const pieces = [
      { text: 'Hello', startSeconds: 1, endSeconds: 1.5, confidence: 0.9 },
      { text: 'my', startSeconds: 2, endSeconds: 2.2, confidence: 0.5 },
      { text: 'friend', startSeconds: 2.2, endSeconds: 3, confidence: 0.7 },
    ];

    expect(timeText({ text: '“Hello”, my friend!', language: 'en', within }, pieces)).toEqual([
      { text: '“Hello”,', startSeconds: 1, endSeconds: 1.5, confidence: expect.closeTo(0.9) },
      { text: 'my', startSeconds: 2, endSeconds: 2.2, confidence: expect.closeTo(0.5) },
      { text: 'friend!', startSeconds: 2.2, endSeconds: 3, confidence: expect.closeTo(0.7) },
    ]);
  });

  it('joins tokens to words', () => {
    const tokens = [' un', 'believ', 'able', ' story'].map((token, i) => ({
      ...{ text: token, startSeconds: i, endSeconds: i + 1 },
    }));

    expect(timeText({ text: 'unbelievable story', language: 'en', within }, tokens)).toEqual([
      { text: 'unbelievable', startSeconds: 0, endSeconds: 3 },
      { text: 'story', startSeconds: 3, endSeconds: 4 },
    ]);
  });

  it('estimates by letters where the engine tells no times', () => {
    expect(timeText({ text: 'abcd efgh ij', language: 'en', within }, [])).toEqual([
      { text: 'abcd', startSeconds: 0, endSeconds: 4 },
      { text: 'efgh', startSeconds: 4, endSeconds: 8 },
      { text: 'ij', startSeconds: 8, endSeconds: 10 },
    ]);
  });

  it('finds the words of a script that has no spaces', () => {
    const tokens = ['今', '天天', '气', '很好', '。'].map((token, i) => ({
      text: token,
      startSeconds: i,
      endSeconds: i + 1,
    }));

    const words = timeText({ text: '今天天气很好。', language: 'zh', within }, tokens);

    expect(words.map((timed) => timed.text).join('|')).toBe('今天|天气|很好。');
    expect(words.map((timed) => timed.startSeconds)).toEqual([0, 1.5, 3]);
  });

  it('loses nothing of a text whose letters are cut into bytes, and is right to the length of a piece', () => {
    fc.assert(
      fc.property(pieced, ({ said, pieces }) => {
        const words = timeText({ text: said, language: 'en', within }, pieces);

        expect(words.map((timed) => timed.text).join(' ')).toBe(said);
        const bytes = Buffer.byteLength(` ${said}`);
        const longest = Math.max(...said.split(' ').map((part) => Buffer.byteLength(part)));
        words.forEach((timed, i) => {
          const place =
            Buffer.byteLength(
              words
                .slice(0, i)
                .map(({ text: before }) => ` ${before}`)
                .join(''),
            ) + 1;
          expect(Math.abs(timed.startSeconds - (10 * place) / bytes)).toBeLessThan((10 * (longest + 21)) / bytes);
        });
      }),
    );
  });

  it('answers times in order and within the range, whatever the engine says', () => {
    fc.assert(
      fc.property(text, fc.array(anyPiece), (said, pieces) => {
        const words = timeText({ text: said, language: 'en', within: { startSeconds: 2, endSeconds: 9 } }, pieces);

        const times = words.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
        expect(words.map((timed) => timed.text).join(' ')).toBe(said);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(Math.min(...times)).toBeGreaterThanOrEqual(2);
        expect(Math.max(...times)).toBeLessThanOrEqual(9 + 1e-9);
        for (const { confidence = 0 } of words) expect(confidence >= 0 && confidence <= 1).toBe(true);
      }),
    );
  });
});
