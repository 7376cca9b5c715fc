import { z } from 'zod';
import { openTranscriber } from './open-transcriber.js';
import { transcriberEnv } from './transcriber-env.js';

const open = (variables: Readonly<Record<string, string>>) =>
  openTranscriber(z.object(transcriberEnv).parse(variables));

describe('openTranscriber', () => {
  it.each([
    [{}, 'pocketsphinx'],
    [{ TRANSCRIBER: 'whisper', WHISPER_MODEL_PATH: '/models/ggml-base.bin' }, 'whisper'],
    [{ TRANSCRIBER: 'sherpa', SHERPA_MODEL_FOLDER: '/models/sense-voice' }, 'sherpa'],
    [{ TRANSCRIBER: 'openai', OPENAI_TRANSCRIBER_KEY: 'sk' }, 'openai'],
    [{ TRANSCRIBER: 'openai', OPENAI_TRANSCRIBER_URL: 'http://127.0.0.1:8000/v1' }, 'openai'],
  ])('of %j is %s', async (variables, engine) => {
    expect(await open(variables).describe()).toMatchObject({ engine });
  });

  it('reads the languages of a transducer', () => {
    const sherpa = open({ TRANSCRIBER: 'sherpa', SHERPA_MODEL_FOLDER: '/models/absent', SHERPA_LANGUAGES: 'de, fr' });

    expect(sherpa.languages).toEqual(['de', 'fr']);
  });

  it.each([
    [{ TRANSCRIBER: 'whisper' }, 'WHISPER_MODEL_PATH'],
    [{ TRANSCRIBER: 'sherpa' }, 'SHERPA_MODEL_FOLDER'],
    [{ TRANSCRIBER: 'openai' }, 'OPENAI_TRANSCRIBER_KEY'],
    [{ TRANSCRIBER: 'siri' }, 'TRANSCRIBER'],
  ])('refuses %j, which does not say %s', (variables, name) => {
    expect(() => open(variables)).toThrow(name);
  });
});
