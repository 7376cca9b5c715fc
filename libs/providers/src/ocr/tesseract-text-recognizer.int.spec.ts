import { runProgram } from '@polyspool/processes/run-program';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TesseractTextRecognizer } from './tesseract-text-recognizer.js';
import { itIsATextRecognizer } from './text-recognizer.conformance.js';

const lines = [
  'A page of paper with words in rows',
  'is a picture of text, and no text at all,',
  'until somebody reads it from left to right.',
  'Those who cannot see it have it read aloud.',
  'This is the fifth and last line of the page.',
];
const dpi = 200;

describe('TesseractTextRecognizer', () => {
  let folder: string;

  const at = (name: string) => join(folder, name);

  /** Black on white in a font of Debian's fonts-noto-core, with 50 pixels from line to line. */
  async function draw(name: string, texts: readonly string[], { font = 'NotoSerif-Regular', filters = '' } = {}) {
    await writeFile(at(`${name}.txt`), texts.join('\n'));
    const fontFile = `/usr/share/fonts/truetype/noto/${font}.ttf`;
    const text = `drawtext=fontfile=${fontFile}:textfile=${at(`${name}.txt`)}:fontsize=30:line_spacing=20:x=100:y=80`;
    const args = ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=white:size=1000x480', '-vf', text + filters];
    await runProgram({ command: 'ffmpeg', args: [...args, '-frames:v', '1', at(`${name}.png`)] });
    return { path: at(`${name}.png`), dpi };
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'providers-spec-'));
    await draw('english', lines);
  });

  afterAll(() => rm(folder, { recursive: true }));

  itIsATextRecognizer(() => ({
    recognizer: new TesseractTextRecognizer(),
    picture: { path: at('english.png'), dpi },
    lines,
    unknownLanguage: 'tlh',
  }));

  const read = async (picture: { path: string; dpi: number }, language?: string) =>
    (await new TesseractTextRecognizer().recognize(picture, { language })).lines;

  it('asks for its languages once', async () => {
    // It may write no file, but make folders.
    const command = at('counted');
    const count = `[ "$1" = --list-langs ] && mkdir '${at('asked-')}'$$`;
    await writeFile(command, `#!/bin/sh\n${count}\nexec tesseract "$@"\n`, { mode: 0o755 });
    const recognizer = new TesseractTextRecognizer({ command });

    await recognizer.describe('en');
    await recognizer.supports('en');
    await recognizer.check();
    await recognizer.describe();

    expect((await readdir(folder)).filter((name) => name.startsWith('asked-'))).toHaveLength(1);
  });

  it('tells how high letters are, and what they stand on', async () => {
    const [line] = await read({ path: at('english.png'), dpi }, 'en');

    // From the foot of a p to the head of a d, in Noto Serif of 30 pixels.
    expect(line!.heightPx).toBeGreaterThan(26);
    expect(line!.heightPx).toBeLessThan(34);
    expect(line!.words[0]!.box[3]).toBeCloseTo(line!.baseline[0][1], -1);
  });

  it('reads a page that stands on its head', async () => {
    const turned = await draw('turned', lines, { filters: ',hflip,vflip' });

    const [first] = await read(turned, 'en');

    expect(first!.words.map(({ text }) => text).join(' ')).toBe(lines[0]);
    const [[fromX], [toX]] = first!.baseline;
    expect(fromX).toBeGreaterThan(toX);
  });

  it('finds by itself that a page is in another script', async () => {
    const words = ['ఈ పుస్తకం చాలా బాగుంది', 'మేము రేపు హైదరాబాద్ వెళ్తాము', 'నాకు తెలుగు అంటే చాలా ఇష్టం', 'పిల్లలు బడికి వెళ్తున్నారు'];
    const telugu = await draw('telugu', words, { font: 'NotoSansTelugu-Regular' });

    const said = (await read(telugu)).flatMap((line) => line.words.map(({ text }) => text));

    expect(said.filter((text) => /\p{Script=Telugu}/u.test(text)).length).toBeGreaterThan(10);
  });

  it('reads a line in a coloured box', async () => {
    const filters = ',drawbox=y=220:h=45:color=tan@0.6:t=fill';

    const said = (await read(await draw('box', lines, { filters }), 'en')).map(({ words }) =>
      words.map(({ text }) => text).join(' '),
    );

    expect(said).toEqual(lines);
  });

  it('has nothing to say about an empty page', async () => {
    expect(await read(await draw('empty', [' ']))).toEqual([]);
  });

  it('says what is missing', async () => {
    const absent = new TesseractTextRecognizer({ command: 'tesseract-that-nobody-has' });

    expect(await absent.describe('en')).toMatchObject({ engine: 'tesseract' });
    await expect(absent.check()).rejects.toMatchObject({ code: 'engine.missing' });
    await expect(absent.recognize({ path: at('english.png'), dpi })).rejects.toMatchObject({ code: 'engine.missing' });
    await expect(
      new TesseractTextRecognizer().recognize({ path: at('nothing.png'), dpi }, { language: 'en' }),
    ).rejects.toMatchObject({
      code: 'engine.failed',
    });
  });
});
