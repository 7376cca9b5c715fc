import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { writeLibrivoxSample, writeSilence, type LibrivoxSample } from './librivox.js';
import { SherpaTranscriber } from './sherpa-transcriber.js';
import { itIsATranscriber } from './transcriber.conformance.js';

const patientMs = 60_000;

describe('SherpaTranscriber', () => {
  let folder: string;
  let short: LibrivoxSample;

  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'providers-spec-'));
    short = await writeLibrivoxSample(at('short.wav'), 1);
    await writeSilence(at('silence.wav'), 3);
    for (const name of ['transducer', 'whisper', 'senseVoice']) await mkdir(at(name));
    const damaged = [
      'transducer/encoder.onnx',
      'transducer/decoder.onnx',
      'transducer/joiner.onnx',
      'whisper/encoder.onnx',
    ];
    const files = [
      ...damaged,
      'whisper/decoder.onnx',
      'senseVoice/model.onnx',
      'transducer/tokens.txt',
      'whisper/tokens.txt',
      'senseVoice/tokens.txt',
    ];
    await Promise.all(files.map((name) => writeFile(at(name), 'damaged 1\n')));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each(['transducer', 'whisper', 'senseVoice'])(
    'says that a model is damaged (%s), and goes on living',
    async (kind) => {
      const sherpa = new SherpaTranscriber({ modelFolder: at(kind) });

      await expect(sherpa.transcribe(at('short.wav'), { language: 'en' })).rejects.toMatchObject({
        code: 'engine.failed',
      });
      await expect(sherpa.check(new AbortController().signal)).rejects.toMatchObject({
        code: 'engine.failed',
        message: expect.not.stringContaining(folder),
      });
      if (kind === 'transducer') expect(await sherpa.identify(at('short.wav'))).toBeUndefined();
      else await expect(sherpa.identify(at('short.wav'))).rejects.toMatchObject({ code: 'engine.failed' });
    },
    patientMs,
  );

  it('says that there is no model', async () => {
    const sherpa = new SherpaTranscriber({ modelFolder: at('absent') });

    expect((await sherpa.describe()).version).toMatch(/^absent none /);
    await expect(sherpa.transcribe(at('short.wav'), { language: 'en' })).rejects.toMatchObject({
      code: 'engine.missing',
    });
    await expect(sherpa.check(new AbortController().signal)).rejects.toMatchObject({ code: 'engine.missing' });
  });

  it('knows the languages that its model knows, or that it is told', async () => {
    const languages = (name: string, told?: string[]) =>
      new SherpaTranscriber({ modelFolder: at(name), languages: told }).languages;

    expect(languages('senseVoice')).toEqual(['zh', 'en', 'ja', 'ko', 'yue']);
    expect(languages('transducer', ['de'])).toEqual(['de']);
    expect(languages('whisper')).toHaveLength(100);
    await expect(
      new SherpaTranscriber({ modelFolder: at('senseVoice') }).transcribe(at('short.wav'), { language: 'de' }),
    ).rejects.toMatchObject({ code: 'engine.unsupportedLanguage' });
  });

  const { LIVE, SHERPA_MODEL_FOLDER: modelFolder } = env;
  if (LIVE && modelFolder) {
    itIsATranscriber(() => ({
      transcriber: new SherpaTranscriber({ modelFolder }),
      language: 'en',
      unsupportedLanguage: 'tlh',
      speech: { path: at('short.wav'), seconds: short.seconds },
      silencePath: at('silence.wav'),
    }));
  }
});
