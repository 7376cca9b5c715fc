import fc from 'fast-check';
import { subtitleCues } from './subtitle-cues.js';
import { timedTexts } from './testing-subtitles.js';
import { writeAss } from './write-ass.js';

const row = /^Dialogue: 0,(\d+):(\d\d):(\d\d)\.(\d\d),(\d+):(\d\d):(\d\d)\.(\d\d),Spoken,,0,0,0,,(.*)$/u;

/** Reads events as libass does: `\N` breaks a line, `\{` is a brace. */
function parseEvents(ass: string) {
  const rows = ass.split('\n').filter((line) => line.startsWith('Dialogue:'));
  return rows.map((line) => {
    const [, h, m, s, cs, h2, m2, s2, cs2, text = ''] = row.exec(line) ?? [];
    const start = ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 100 + Number(cs);
    const end = ((Number(h2) * 60 + Number(m2)) * 60 + Number(s2)) * 100 + Number(cs2);
    const lines = text.split('\\N').map((one) => one.replaceAll('\\{', '{').replaceAll('\u2060', ''));
    return { start, end, lines, text };
  });
}

describe('writeAss', () => {
  it('counts in the pixels of the picture and names a face for the script', () => {
    const ass = writeAss([], { language: 'te', targetLanguage: 'en', picture: { width: 1280, height: 720 } });

    expect(ass).toContain('PlayResX: 1280\nPlayResY: 720\n');
    expect(ass).toMatch(/^Style: Spoken,Noto Sans Telugu,50,/m);
    expect(ass).toMatch(/^Style: Translated,Noto Sans,42,/m);
  });

  it.each([
    ['ko', 'Noto Sans CJK KR'],
    ['ja', 'Noto Sans CJK JP'],
    ['zh', 'Noto Sans CJK SC'],
    ['zh-TW', 'Noto Sans CJK TC'],
    ['zh-HK', 'Noto Sans CJK HK'],
    ['hi', 'Noto Sans Devanagari'],
    ['ar', 'Noto Naskh Arabic'],
    ['pt-BR', 'Noto Sans'],
    ['xx-no-such-tag-at-all', 'Noto Sans'],
  ])('writes %s in %s', (language, family) => {
    expect(writeAss([], { language })).toContain(`Style: Spoken,${family},`);
  });

  it('shows both languages in one event, what is spoken above', () => {
    const cues = [{ startMs: 0, endMs: 1000, lines: ['one'], translatedLines: ['uno', 'dos'] }];

    expect(writeAss(cues, { language: 'en', targetLanguage: 'es' })).toContain(',,one\\N{\\rTranslated}uno\\Ndos\n');
  });

  it('writes Latin words among Lao ones in a face and size of their own', () => {
    const ass = writeAss([{ startMs: 0, endMs: 1000, lines: ['ບົດຮຽນ HTML5 ໃໝ່'] }], { language: 'lo' });

    expect(ass).toContain('ບົດຮຽນ {\\fnNoto Sans\\fs75}HTML5{\\fn\\fs} ໃໝ່');
    expect(ass).toContain('Style: Spoken,Noto Sans Lao,91,');
  });

  it('keeps an Arabic line in one piece: renderers order each piece on its own', () => {
    const ass = writeAss([{ startMs: 0, endMs: 1000, lines: ['درس HTML5 جديد'] }], { language: 'ar' });

    expect(ass).toContain(',,درس HTML5 جديد\n');
  });

  it('is read back as it was written, and no event overlaps the next', () => {
    fc.assert(
      fc.property(timedTexts, (all) => {
        const cues = subtitleCues(all);

        const read = parseEvents(writeAss(cues, { language: 'en' }));

        expect(read.map(({ lines }) => lines)).toEqual(cues.map(({ lines }) => [...lines]));
        let before = 0;
        for (const { start, end, text } of read) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(text.replaceAll('\\{', '')).not.toContain('{');
          before = end;
        }
      }),
    );
  });
});
