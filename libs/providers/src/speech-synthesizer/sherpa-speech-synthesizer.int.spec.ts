import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { writeScriptedVits } from './scripted-vits-model.js';
import { SherpaSpeechSynthesizer } from './sherpa-speech-synthesizer.js';
import { itIsASpeechSynthesizer } from './speech-synthesizer.conformance.js';

describe('SherpaSpeechSynthesizer', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const open = (name = 'vits-hum-en_US') => new SherpaSpeechSynthesizer({ modelFolder: at(name) });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sherpa-spec-'));
    await writeScriptedVits(at('vits-hum-en_US'));
    await mkdir(at('damaged'));
    await writeFile(at('damaged/model.onnx'), 'damaged');
    await writeFile(at('damaged/tokens.txt'), 'a 1\n');
  });

  afterAll(() => rm(folder, { recursive: true }));

  itIsASpeechSynthesizer(() => ({
    synthesizer: open(),
    language: 'en',
    unsupportedLanguage: 'fi',
    text: 'Good morning, dear listener. It is a fine day.',
  }));

  it('has the voices of its model, and says sentence after sentence', async () => {
    const sherpa = open();
    const say = (voice: string) => sherpa.say({ text: 'Ab. Abc. Abcd.', language: 'en', voice, folder });

    const [low, high] = [await say('0'), await say('1')];

    expect(await sherpa.voices('en-GB')).toEqual(['0', '1']);
    expect(await readFile(low.path)).not.toEqual(await readFile(high.path));
    expect(low.words.map(({ text }) => text)).toEqual(['Ab.', 'Abc.', 'Abcd.']);
    const pauses = low.words.slice(1).map(({ startSeconds }, i) => startSeconds - low.words[i]!.endSeconds);
    expect(pauses.every((seconds) => seconds > 0.15)).toBe(true);
    await expect(say('2')).rejects.toMatchObject({ code: 'engine.unsupportedVoice' });
  });

  it('says that a model is damaged, and goes on living', async () => {
    await expect(open('damaged').say({ text: 'one', language: 'en', folder })).rejects.toMatchObject({
      code: 'engine.failed',
      message: expect.not.stringContaining(folder),
    });
  });

  it('says that there is no model', async () => {
    await expect(open('absent').say({ text: 'one', language: 'en', folder })).rejects.toMatchObject({
      code: 'engine.missing',
    });
    expect((await open('absent').label()).version).toMatch(/^absent none /);
  });

  const { LIVE, SHERPA_SPEECH_FOLDER: modelFolder } = env;
  if (LIVE && modelFolder) {
    itIsASpeechSynthesizer(() => ({
      synthesizer: new SherpaSpeechSynthesizer({ modelFolder }),
      language: 'en',
      text: 'Good morning, dear listener. It is a fine day.',
    }));
  }
});
