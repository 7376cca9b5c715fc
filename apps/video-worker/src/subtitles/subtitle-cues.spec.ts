import fc from 'fast-check';
import { subtitleCues } from './subtitle-cues.js';
import { writeSrt } from './write-srt.js';
import { writeVtt } from './write-vtt.js';

/** Texts in time order, as hostile as they come: markup, arrows, line breaks, overlaps, no length at all. */
const texts = fc
  .array(
    fc.record({
      text: fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc
          .array(
            fc.constantFrom('speech', 'a-->b', '<i>', '&amp;', '\n\n2\n', 'Überraschungen', '한국어', 'తెలుగు', '42'),
          )
          .map((words) => words.join(' ')),
      ),
      startSeconds: fc.double({ min: 0, max: 500_000, noNaN: true }),
      lengthSeconds: fc.double({ min: 0, max: 60, noNaN: true }),
    }),
  )
  .map((all) =>
    all
      .map(({ text, startSeconds, lengthSeconds }) => ({
        text,
        startSeconds,
        endSeconds: startSeconds + lengthSeconds,
      }))
      .sort((a, b) => a.startSeconds - b.startSeconds),
  );

describe('subtitleCues', () => {
  it('gives each text its time, rounded to milliseconds', () => {
    expect(subtitleCues([{ startSeconds: 0.0004, endSeconds: 59.9996, text: 'hello there' }])).toEqual([
      { startMs: 0, endMs: 60_000, lines: ['hello there'] },
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
      [0, 5000],
      [5000, 10_000],
    ]);
  });

  it('drops texts without anything to read', () => {
    expect(subtitleCues([{ startSeconds: 0, endSeconds: 1, text: ' \n' }])).toEqual([]);
  });

  it('never goes back in time and never makes an empty cue', () => {
    fc.assert(
      fc.property(texts, (all) => {
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

describe('writeSrt', () => {
  it('numbers cues from 1 and writes commas', () => {
    const cues = [
      { startMs: 0, endMs: 1500, lines: ['one', 'more'] },
      { startMs: 3_723_004, endMs: 360_000_000, lines: ['two'] },
    ];

    expect(writeSrt(cues)).toBe(
      '1\n00:00:00,000 --> 00:00:01,500\none\nmore\n\n2\n01:02:03,004 --> 100:00:00,000\ntwo\n',
    );
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const cues = subtitleCues(all);

        const read = parseSubtitles(writeSrt(cues));

        expect(read.map(({ id: _, ...cue }) => cue)).toEqual(cues);
        expect(read.map(({ id }) => id)).toEqual(cues.map((_, index) => String(index + 1)));
      }),
    );
  });
});

describe('writeVtt', () => {
  it('begins with its signature and escapes markup', () => {
    expect(writeVtt([{ startMs: 0, endMs: 1500, lines: ['<b> & -->'] }])).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n&lt;b&gt; &amp; --&gt;\n',
    );
    expect(writeVtt([])).toBe('WEBVTT\n');
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const cues = subtitleCues(all);

        const read = parseSubtitles(writeVtt(cues).replace(/^WEBVTT\n\n?/, ''));

        expect(read.map(({ startMs, endMs, lines }) => ({ startMs, endMs, lines: lines.map(unescapeText) }))).toEqual(
          cues,
        );
        read.forEach(({ lines }) => expect(lines.join('\n')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/));
      }),
    );
  });
});

/** Reads blocks of `[id]`, times and lines, as a player does: a blank line ends a cue. */
function parseSubtitles(text: string) {
  const blocks = text.split('\n\n').filter((block) => block !== '');
  return blocks.map((block) => {
    const rows = block.replace(/\n$/, '').split('\n');
    const times = rows.findIndex((row) => row.includes(' --> '));
    const [startMs, endMs] = rows[times]!.split(' --> ').map(toMs);
    return { id: rows.slice(0, times).join(), startMs, endMs, lines: rows.slice(times + 1) };
  });
}

function toMs(time: string) {
  const [, hours, minutes, seconds, milliseconds] = /^(\d{2,}):(\d\d):(\d\d)[.,](\d{3})$/.exec(time)!.map(Number);
  return ((hours! * 60 + minutes!) * 60 + seconds!) * 1000 + milliseconds!;
}

function unescapeText(text: string) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
