import { z } from 'zod';
import { openTranslator } from './open-translator.js';
import { translatorEnv } from './translator-env.js';

const open = (source: Record<string, string>) => openTranslator(z.object(translatorEnv).parse(source));

describe('openTranslator', () => {
  it.each([
    [{}, 'apertium'],
    [{ TRANSLATOR: 'apertium', APERTIUM_PIPELINES: '4' }, 'apertium'],
    [{ TRANSLATOR: 'libretranslate', LIBRETRANSLATE_URL: 'http://127.0.0.1:5000' }, 'libretranslate'],
    [{ TRANSLATOR: 'deepl', DEEPL_KEY: 'a key:fx', TRANSLATOR_TIMEOUT_S: '10' }, 'deepl'],
    [{ TRANSLATOR: 'openai', OPENAI_TRANSLATOR_KEY: 'a key', OPENAI_TRANSLATOR_MODEL: 'a-model' }, 'chat a-model'],
    [
      {
        TRANSLATOR: 'openai',
        OPENAI_TRANSLATOR_URL: 'http://127.0.0.1:11434/v1',
        OPENAI_TRANSLATOR_MODEL: 'a-model',
        OPENAI_TRANSLATOR_QUALITY: 'good',
      },
      'chat a-model',
    ],
  ])('of %j is %s', async (source: Record<string, string>, engine) => {
    expect(await open(source).describe('en', 'es')).toMatchObject({ engine });
  });

  it.each([
    [{ TRANSLATOR: 'libretranslate' }, 'LIBRETRANSLATE_URL'],
    [{ TRANSLATOR: 'deepl' }, 'DEEPL_KEY'],
    [{ TRANSLATOR: 'openai', OPENAI_TRANSLATOR_MODEL: 'a-model' }, 'OPENAI_TRANSLATOR_KEY'],
    [{ TRANSLATOR: 'openai', OPENAI_TRANSLATOR_URL: 'http://127.0.0.1:11434/v1' }, 'OPENAI_TRANSLATOR_MODEL'],
    [{ TRANSLATOR: 'libretranslate', LIBRETRANSLATE_URL: 'file:///etc' }, 'LIBRETRANSLATE_URL'],
  ])('of %j says what is missing or wrong', (source: Record<string, string>, name) => {
    expect(() => open(source)).toThrow(name);
  });
});
