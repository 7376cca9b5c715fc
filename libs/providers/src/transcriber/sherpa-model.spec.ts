import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSherpaModel } from './sherpa-model.js';

describe('findSherpaModel', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'providers-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function modelOf(name: string, ...files: string[]) {
    await mkdir(join(folder, name));
    await Promise.all(files.map((file) => writeFile(join(folder, name, file), '')));
    return findSherpaModel(join(folder, name));
  }

  it('knows Whisper, and whether it is of English only', async () => {
    const files = ['base-encoder.onnx', 'base-encoder.int8.onnx', 'base-decoder.int8.onnx', 'base-tokens.txt'];
    const whisper = await modelOf('sherpa-onnx-whisper-base', ...files);
    const english = await modelOf(
      'sherpa-onnx-whisper-tiny.en',
      ...files.map((name) => name.replace('base', 'tiny.en')),
    );

    expect(whisper).toMatchObject({ kind: 'whisper', encoder: expect.stringMatching(/base-encoder\.int8\.onnx$/) });
    expect(whisper?.languages).toContain('te');
    expect(english).toMatchObject({ kind: 'whisper', languages: ['en'] });
  });

  it('knows a transducer and SenseVoice', async () => {
    const parts = ['encoder-epoch-99.onnx', 'decoder-epoch-99.onnx', 'joiner-epoch-99.onnx', 'tokens.txt'];

    expect(await modelOf('zipformer', ...parts)).toMatchObject({ kind: 'transducer', languages: [] });
    expect(await modelOf('sense-voice', 'model.int8.onnx', 'model.onnx', 'tokens.txt')).toMatchObject({
      kind: 'senseVoice',
      model: join(folder, 'sense-voice', 'model.int8.onnx'),
      languages: ['zh', 'en', 'ja', 'ko', 'yue'],
    });
  });

  it('finds nothing in a folder that has none, or is none', async () => {
    expect(await modelOf('half', 'encoder.onnx', 'tokens.txt')).toBeUndefined();
    expect(findSherpaModel(join(folder, 'absent'))).toBeUndefined();
    expect(findSherpaModel(join(folder, 'zipformer', 'tokens.txt'))).toBeUndefined();
  });
});
