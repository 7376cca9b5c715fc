import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import { ApertiumTranslator } from '../translator/apertium-translator.js';
import { ChatTranslator } from '../translator/chat-translator.js';
import { DeeplTranslator } from '../translator/deepl-translator.js';
import { LibreTranslateTranslator } from '../translator/libre-translate-translator.js';
import type { Translator } from '../translator/translator.js';
import type { TranslatorEnv } from './translator-env.js';

/** The engine that the environment names. Throws `BadEnvironment` where it does not say what that engine needs. */
export function openTranslator(env: TranslatorEnv): Translator {
  const timeoutMs = env.TRANSLATOR_TIMEOUT_S && env.TRANSLATOR_TIMEOUT_S * 1000;
  switch (env.TRANSLATOR) {
    case 'apertium':
      return new ApertiumTranslator(env.APERTIUM_PIPELINES ? { maxPipelines: env.APERTIUM_PIPELINES } : {});
    case 'libretranslate':
      return new LibreTranslateTranslator({
        url: needed(env, 'LIBRETRANSLATE_URL'),
        apiKey: env.LIBRETRANSLATE_KEY,
        timeoutMs,
      });
    case 'deepl':
      return new DeeplTranslator({
        apiKey: needed(env, 'DEEPL_KEY'),
        url: env.DEEPL_URL,
        maxGlossaries: env.DEEPL_GLOSSARIES,
        timeoutMs,
      });
    case 'openai':
      return openChat(env, timeoutMs);
  }
}

/** OpenAI itself answers nobody without a key; a server of one's own may. */
function openChat(env: TranslatorEnv, timeoutMs: number | undefined) {
  const url = env.OPENAI_TRANSLATOR_URL;
  return new ChatTranslator({
    url,
    apiKey: url === undefined ? needed(env, 'OPENAI_TRANSLATOR_KEY') : env.OPENAI_TRANSLATOR_KEY,
    model: needed(env, 'OPENAI_TRANSLATOR_MODEL'),
    quality: env.OPENAI_TRANSLATOR_QUALITY,
    timeoutMs,
  });
}

type Setting = 'LIBRETRANSLATE_URL' | 'DEEPL_KEY' | 'OPENAI_TRANSLATOR_KEY' | 'OPENAI_TRANSLATOR_MODEL';

function needed(env: TranslatorEnv, name: Setting): string {
  const value = env[name];
  if (value === undefined) throw new BadEnvironment([`${name}: needed with TRANSLATOR=${env.TRANSLATOR}`]);
  return value;
}
