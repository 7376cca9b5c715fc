import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSherpaVoice } from './sherpa-voice.js';

describe('findSherpaVoice', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sherpa-voice-spec-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function find(name: string, files: readonly string[]) {
    await mkdir(join(folder, name));
    for (const file of files) await writeFile(join(folder, name, file), '');
    return findSherpaVoice(join(folder, name));
  }

  it.each([
    ['vits-piper-en_US-lessac-medium', ['en_US-lessac-medium.onnx', 'tokens.txt'], 'vits', ['en-US']],
    ['vits-melo-tts-zh_en', ['model.onnx', 'tokens.txt', 'lexicon.txt'], 'vits', ['zh', 'en']],
    [
      'kokoro-multi-lang-v1_0',
      ['model.onnx', 'voices.bin', 'tokens.txt', 'lexicon-us-en.txt', 'lexicon-zh.txt'],
      'kokoro',
      ['en', 'zh'],
    ],
    ['kitten-nano-en-v0_1-fp16', ['model.fp16.onnx', 'voices.bin', 'tokens.txt'], 'kitten', ['en']],
    [
      'matcha-icefall-zh-baker',
      ['model-steps-3.onnx', 'vocos-22khz-univ.onnx', 'tokens.txt', 'lexicon.txt'],
      'matcha',
      ['zh'],
    ],
    ['my-voice', ['model.onnx', 'tokens.txt'], 'vits', []],
  ])('knows %s', async (name, files, kind, languages) => {
    expect(await find(name, files)).toMatchObject({ kind, languages });
  });

  it('gives each file its part', async () => {
    const voice = await find('matcha-icefall-en_US-ljspeech', [
      'hifigan_v2.onnx',
      'model-steps-3.onnx',
      'tokens.txt',
      'espeak-ng-data',
    ]);

    const at = (name: string) => join(folder, 'matcha-icefall-en_US-ljspeech', name);
    expect(voice?.settings).toEqual({
      acousticModel: at('model-steps-3.onnx'),
      vocoder: at('hifigan_v2.onnx'),
      tokens: at('tokens.txt'),
      dataDir: at('espeak-ng-data'),
    });
  });

  it('finds none where there is none', async () => {
    expect(await find('empty', [])).toBeUndefined();
    expect(await find('half', ['model.onnx'])).toBeUndefined();
    expect(findSherpaVoice(join(folder, 'absent'))).toBeUndefined();
  });
});
