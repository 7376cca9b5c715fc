import fc from 'fast-check';
import { subtitleCues } from './subtitle-cues.js';
import { timedTexts } from './testing-subtitles.js';

describe('subtitleCues', () => {
  it('end where another one speaks into them, so that both can be read', () => {
    const cues = subtitleCues([
      { startSeconds: 0, endSeconds: 10, text: 'one' },
      { startSeconds: 2, endSeconds: 3, text: 'two' },
    ]);

    expect(cues.map(({ startMs }) => startMs)).toEqual([0, 2_000]);
    expect(cues[0]!.endMs).toBeLessThan(2_000);
    expect(cues[1]!.endMs).toBeGreaterThanOrEqual(3_000);
  });

  it('gives each text its time, rounded to milliseconds', () => {
    expect(subtitleCues([{ startSeconds: 0.0004, endSeconds: 59.9996, text: 'hello there' }])).toEqual([
      { startMs: 0, endMs: 60_000, lines: ['hello there'], source: 0 },
    ]);
  });

  it('cuts a text that needs more than two lines at the times of its words', () => {
    const spoken = Array.from({ length: 24 }, (_, index) => ({
      text: `word${index}`,
      startSeconds: 10 + index,
      endSeconds: 10.5 + index,
    }));
    const text = spoken.map((word) => word.text).join(' ');

    const cues = subtitleCues([{ startSeconds: 10, endSeconds: 33.5, text, words: spoken }]);

    expect(cues.length).toBeGreaterThan(1);
    expect(cues.flatMap((cue) => cue.lines).join(' ')).toBe(text);
    for (const { startMs, endMs, lines } of cues) {
      const words = lines.join(' ').split(' ');
      expect(startMs).toBe(spoken.find((word) => word.text === words[0])!.startSeconds * 1000);
      expect(endMs).toBe(spoken.find((word) => word.text === words.at(-1))!.endSeconds * 1000);
    }
  });

  it('shares the time of a long text by length where word times are not known', () => {
    const cues = subtitleCues([{ startSeconds: 0, endSeconds: 10, text: 'palabra '.repeat(20) }]);

    expect(cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 4916],
      [5000, 10_000],
    ]);
  });

  it('cuts Japanese at the times of its words, which no spaces part', () => {
    const spoken = [
      '彼は',
      '決して',
      '性格の',
      '悪い',
      '若者では',
      'ありませんでした',
      'が、',
      'とても',
      '冷たい',
      '人でした',
    ];
    const words = spoken.map((text, index) => ({ text, startSeconds: index, endSeconds: index + 0.5 }));

    const cues = subtitleCues([{ startSeconds: 0, endSeconds: 9.5, text: spoken.join(''), words }], 'ja');

    expect(cues.flatMap(({ lines }) => lines).join('')).toBe(spoken.join(''));
    expect(cues.length).toBeGreaterThan(1);
    for (const { startMs, lines } of cues) {
      const before = spoken.join('').indexOf(lines.join(''));
      const index = spoken.findIndex((_, at) => spoken.slice(0, at).join('').length === before);
      expect(startMs).toBe(index * 1000);
    }
  });

  it('lets a text that passes too fast stand longer, at most half a second and never into the next', () => {
    const cues = subtitleCues([
      { startSeconds: 0, endSeconds: 0.2, text: 'Yes.' },
      { startSeconds: 5, endSeconds: 5.5, text: 'Quite a lot to read in so short a time' },
      { startSeconds: 5.8, endSeconds: 9, text: 'Then' },
    ]);

    expect(cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 700],
      [5000, 5716],
      [5800, 9000],
    ]);
  });

  it('drops texts without anything to read', () => {
    expect(subtitleCues([{ startSeconds: 0, endSeconds: 1, text: ' \n' }])).toEqual([]);
  });

  it('never goes back in time and never makes an empty cue', () => {
    fc.assert(
      fc.property(timedTexts, (all) => {
        let before = 0;
        for (const { startMs, endMs, lines } of subtitleCues(all)) {
          expect(startMs).toBeGreaterThanOrEqual(before);
          expect(endMs).toBeGreaterThan(startMs);
          expect(lines.length).toBeGreaterThan(0);
          expect(lines.length).toBeLessThanOrEqual(2);
          before = endMs;
        }
      }),
    );
  });
});
