import { runProgram } from '@polyspool/processes/run-program';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import fc from 'fast-check';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { subtitleCues, type Cue } from './subtitle-cues.js';
import { hostileWords, parseSubtitles, unescapeText } from './testing-subtitles.js';
import { writeAss } from './write-ass.js';
import { writeSrt } from './write-srt.js';
import { writeVtt } from './write-vtt.js';

/** What ffmpeg, which is inside of most players, reads out of a file. */
async function readByFfmpeg(content: string, format: 'srt' | 'webvtt' | 'ass') {
  return withTemporaryFolder('spec', async (folder) => {
    const path = join(folder, 'subtitles');
    await writeFile(path, content);
    // From ASS with `copy`: its text as it stands in the file. SRT is read for markup and written again.
    const output = format === 'srt' ? ['-f', 'srt'] : ['-c', 'copy', '-f', format];
    const args = ['-nostdin', '-v', 'error', '-f', format, '-i', path, ...output, '-'];
    return (await runProgram({ command: 'ffmpeg', args })).stdout.replaceAll('\r', '');
  });
}

const texts = fc
  .array(fc.array(fc.constantFrom(...hostileWords), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 20 })
  .map((all) =>
    subtitleCues(
      all.map((words, index) => ({ startSeconds: index * 10, endSeconds: index * 10 + 5, text: words.join(' ') })),
    ),
  );

const shown = (cues: readonly Cue[]) => cues.map(({ startMs, lines }) => ({ startMs, lines: [...lines] }));
const plain = (line: string) => line.replaceAll('\u2060', '');

describe('subtitles with markup in them', () => {
  it('are shown as text by players that read tags in SRT', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (cues) => {
        const read = parseSubtitles(plain(await readByFfmpeg(writeSrt(cues), 'srt')));

        expect(read.map(({ startMs, lines }) => ({ startMs, lines }))).toEqual(shown(cues));
      }),
      { numRuns: 10 },
    );
  });

  it('stay in their cues in WebVTT', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (cues) => {
        const read = (await readByFfmpeg(writeVtt(cues), 'webvtt')).replace(/^WEBVTT\n\n/, '');

        const withHours = read.replace(/^(\d\d:\d\d\.\d{3}) --> (\d\d:\d\d\.\d{3})$/gm, '00:$1 --> 00:$2');
        const parsed = parseSubtitles(withHours);
        expect(parsed.map(({ startMs, lines }) => ({ startMs, lines: lines.map(unescapeText) }))).toEqual(shown(cues));
      }),
      { numRuns: 10 },
    );
  });

  it('are found by players where a cue has two languages', async () => {
    const cue = { startMs: 0, endMs: 1_500, lines: ['one'], translatedLines: ['uno'] };

    const read = await readByFfmpeg(writeVtt([cue], { isDual: true }), 'webvtt');

    expect(read).toContain('<c.spoken>one</c>\n<c.translated.yellow>uno</c>');
  });

  it('stay in their events in ASS, and open no override', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (cues) => {
        const read = await readByFfmpeg(writeAss(cues, { language: 'en' }), 'ass');

        const events = read.split(/\r?\n/).filter((row) => row.startsWith('Dialogue:'));
        const lines = events.map((row) => row.split(',').slice(9).join(',').split('\\N'));
        expect(lines.map((own) => own.map((line) => plain(line).replaceAll('\\{', '{')))).toEqual(
          cues.map((cue) => [...cue.lines]),
        );
      }),
      { numRuns: 10 },
    );
  });
});
