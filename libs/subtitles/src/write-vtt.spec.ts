import fc from 'fast-check';
import { subtitleCues } from './subtitle-cues.js';
import { parseSubtitles, timedTexts, unescapeText } from './testing-subtitles.js';
import { writeVtt } from './write-vtt.js';

describe('writeVtt', () => {
  it('begins with its signature and escapes markup', () => {
    expect(writeVtt([{ startMs: 0, endMs: 1500, lines: ['<b> & -->'] }])).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n&lt;b&gt; &amp; --&gt;\n',
    );
    expect(writeVtt([])).toBe('WEBVTT\n');
  });

  it('marks the lines of two languages, so that each can be styled', () => {
    const cue = { startMs: 0, endMs: 1500, lines: ['one & <two>'], translatedLines: ['uno', 'dos'] };

    expect(writeVtt([cue], { isDual: true }).split('\n\n').at(-1)).toBe(
      '00:00:00.000 --> 00:00:01.500\n<c.spoken>one &amp; &lt;two&gt;</c>\n<c.translated.yellow>uno</c>\n<c.translated.yellow>dos</c>\n',
    );
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(timedTexts, (all) => {
        const cues = subtitleCues(all);

        const read = parseSubtitles(writeVtt(cues).replace(/^WEBVTT\n\n?/, ''));

        expect(read.map(({ startMs, endMs, lines }) => ({ startMs, endMs, lines: lines.map(unescapeText) }))).toEqual(
          cues.map(({ source: _, ...cue }) => cue),
        );
        read.forEach(({ lines }) => expect(lines.join('\n')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/));
      }),
    );
  });
});
