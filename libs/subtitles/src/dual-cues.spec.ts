import fc from 'fast-check';
import { dualCues } from './dual-cues.js';
import { hostileText } from './testing-subtitles.js';

const pair = { language: 'en', targetLanguage: 'es' };
const words = (count: number, word: string) => Array.from({ length: count }, (_, index) => `${word}${index}`).join(' ');

describe('dualCues', () => {
  it('shows a segment with its translation at one time', () => {
    const segment = { startSeconds: 1, endSeconds: 3, text: 'one', words: [], translation: 'uno' };

    expect([...dualCues([segment], pair)]).toEqual([
      { startMs: 1000, endMs: 3000, lines: ['one'], translatedLines: ['uno'], source: 0 },
    ]);
  });

  it('cuts a long segment in both languages at like places', () => {
    const segment = {
      startSeconds: 0,
      endSeconds: 12,
      text: words(30, 'word'),
      words: [],
      translation: words(32, 'palabra'),
    };

    const cues = [...dualCues([segment], pair)];

    expect(cues.length).toBe(4);
    expect(cues.flatMap(({ lines }) => lines).join(' ')).toBe(segment.text);
    expect(cues.flatMap(({ translatedLines = [] }) => translatedLines).join(' ')).toBe(segment.translation);
  });

  it('lets a short translation stand as long as what is spoken', () => {
    const segment = { startSeconds: 0, endSeconds: 12, text: words(30, 'word'), words: [], translation: 'Sí.' };

    const cues = [...dualCues([segment], pair)];

    expect(cues.length).toBeGreaterThan(1);
    for (const { translatedLines } of cues) expect(translatedLines).toEqual(['Sí.']);
  });

  it('shows what is spoken alone where there is no translation', () => {
    const segment = { startSeconds: 0, endSeconds: 1, text: 'one', words: [] };

    expect([...dualCues([segment], pair)]).toMatchObject([{ lines: ['one'], translatedLines: [] }]);
  });

  it('never goes back in time, shows at most two lines of each language and loses no letter', () => {
    const segments = fc.array(
      fc.record({
        text: hostileText,
        translation: fc.option(hostileText, { nil: '' }),
        seconds: fc.double({ min: 0, max: 20, noNaN: true }),
      }),
    );
    const letters = (texts: readonly string[]) => texts.join('').replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '');
    fc.assert(
      fc.property(segments, (all) => {
        const timed = all.map(({ seconds, ...text }, index) => ({
          ...text,
          words: [],
          startSeconds: index * 15,
          endSeconds: index * 15 + seconds,
        }));

        const cues = [...dualCues(timed, pair)];

        let before = 0;
        for (const { startMs, endMs, lines, translatedLines = [] } of cues) {
          expect(startMs).toBeGreaterThanOrEqual(before);
          expect(endMs).toBeGreaterThan(startMs);
          expect(lines.length + translatedLines.length).toBeGreaterThan(0);
          before = endMs;
        }
        for (const [source, { text, translation }] of timed.entries()) {
          const own = cues.filter((cue) => cue.source === source);
          if (own.length <= 1) {
            expect(letters(own.flatMap(({ lines }) => lines))).toBe(letters([text]));
            expect(letters(own.flatMap(({ translatedLines = [] }) => translatedLines))).toBe(letters([translation]));
          } else {
            const shown = own.flatMap(({ lines }) => lines).join(' ');
            expect(letters([shown]).length).toBeGreaterThanOrEqual(letters([text]).length);
          }
        }
      }),
    );
  });
});
