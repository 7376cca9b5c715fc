import fc from 'fast-check';
import { subtitleCues } from './subtitle-cues.js';
import { parseSubtitles, timedTexts } from './testing-subtitles.js';
import { writeSrt } from './write-srt.js';

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

  it('puts the translation under what is spoken', () => {
    expect(writeSrt([{ startMs: 0, endMs: 1500, lines: ['one'], translatedLines: ['uno'] }])).toContain('\none\nuno\n');
  });

  it('leaves no markup that a player could take for its own', () => {
    const written = writeSrt([{ startMs: 0, endMs: 1500, lines: ['<i>a</i> {\\an8} b --> c &amp; d\\N'] }]);

    expect(written.split('\n')[2]).not.toMatch(/<[a-z/]|\{\\|-->|&[a-z]|\\N/);
    expect(written.replaceAll('\u2060', '')).toContain('<i>a</i> {\\an8} b --> c &amp; d\\N');
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(timedTexts, (all) => {
        const cues = subtitleCues(all);

        const read = parseSubtitles(writeSrt(cues).replaceAll('\u2060', ''));

        expect(read.map(({ id: _, ...cue }) => cue)).toEqual(cues.map(({ source: _, ...cue }) => cue));
        expect(read.map(({ id }) => id)).toEqual(cues.map((_, index) => String(index + 1)));
      }),
    );
  });
});
