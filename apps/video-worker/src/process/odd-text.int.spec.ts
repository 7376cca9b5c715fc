import { makeMedia } from '@polyspool/media/make-media';
import { runProgram } from '@polyspool/processes/run-program';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import { FakeVoiceDetector } from '@polyspool/providers/voice-detector/fake-voice-detector';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engines, ScriptedTranscriber, workbench } from './testing.js';

let folder: string;
let upload: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odd-text-spec-'));
  upload = await makeMedia(join(folder, 'short.wav'), { picture: false, seconds: 6 });
});

afterAll(() => rm(folder, { recursive: true }));

const benchWith = (engines: Engines) =>
  workbench({ folder, upload }, { voiceDetector: new FakeVoiceDetector(), ...engines });

/** The lines that ffmpeg reads in a file of subtitles, without what it takes for markup. */
async function linesOf(artifacts: ReadonlyMap<string, Buffer>, name: string) {
  const path = join(folder, name);
  await writeFile(path, artifacts.get(name) ?? '');
  const args = ['-nostdin', '-v', 'error', '-i', path, '-c:s', 'text', '-f', 'srt', '-'];
  const { stdout } = await runProgram({ command: 'ffmpeg', args });
  const cues = stdout.replaceAll('\u2060', '').trim().split('\n\n');
  return cues.map((cue) => cue.split('\n').slice(2).join(' '));
}

describe('what is said', () => {
  const formats = ['srt', 'vtt', 'ass'];
  const saying = (...texts: string[]) =>
    new ScriptedTranscriber(async () =>
      texts.map((text, index) => ({ startSeconds: 2 * index, endSeconds: 2 * index + 1.5, text, words: [] })),
    );

  it.each(formats)('is text in %s also where it looks like markup', async (format) => {
    const texts = ['a <b>loud</b> <font>', '1 --> 2 &amp; 3', '{\\an8}top \\Nline'];
    const bench = await benchWith({ transcriber: saying(...texts) });

    const { artifacts } = await bench.video({ language: 'en', skip: ['vocabulary'] });

    const name = `subtitles.en.${format}`;
    expect((await linesOf(artifacts, name)).slice(0, 2)).toEqual(texts.slice(0, 2));
    // ffmpeg does not know that ASS can escape a brace, nor that WebVTT has none that mean anything.
    expect(String(artifacts.get(name)).replaceAll('\u2060', '')).toContain(
      format === 'ass' ? `\\${texts[2]}` : texts[2],
    );
  });

  it.each(formats)('is translated into a language that is read from right to left, as %s', async (format) => {
    const translator = new FakeTranslator({ from: 'en', to: ['ar'], words: { word: 'كلمة' } });
    const bench = await benchWith({ transcriber: saying('word', 'word word (DVD) word.'), translator });

    const { output, artifacts } = await bench.video({ language: 'en', targetLanguage: 'ar', skip: ['vocabulary'] });

    const [first, second] = await linesOf(artifacts, `subtitles.ar.${format}`);
    expect(output).toMatchObject({ targetLanguage: 'ar', warnings: [] });
    expect(first).toContain('كلمة');
    expect(second).toBe('\u202bكلمة كلمة (DVD) كلمة.\u202c');
    const both = String(artifacts.get(`subtitles.en-ar.${format}`));
    expect(both.match(format === 'ass' ? /^Dialogue: /gm : / --> /g)).toHaveLength(2);
  });
});
