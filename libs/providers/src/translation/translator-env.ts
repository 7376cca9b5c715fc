import { z } from 'zod';

const httpUrl = z.url({ protocol: /^https?$/ });

/** Which engine translates, and what it needs. */
export const translatorEnv = {
  TRANSLATOR: z.enum(['apertium', 'libretranslate', 'deepl', 'openai']).default('apertium'),
  /** Of a request, for the engines behind a network; each has its own where nothing is said. */
  TRANSLATOR_TIMEOUT_S: z.coerce.number().positive().max(600).optional(),
  /** Running pairs at once, each of 20 to 200 MB. */
  APERTIUM_PIPELINES: z.coerce.number().int().min(1).max(64).optional(),
  LIBRETRANSLATE_URL: httpUrl.optional(),
  LIBRETRANSLATE_KEY: z.string().optional(),
  DEEPL_KEY: z.string().optional(),
  /** Where nothing is said, the key tells which of DeepL's two it is for. */
  DEEPL_URL: httpUrl.optional(),
  /** Glossaries of ours that DeepL keeps at once. */
  DEEPL_GLOSSARIES: z.coerce.number().int().min(1).max(1_000).optional(),
  /** Up to /v1, of any server that speaks as OpenAI's does: Ollama, vLLM, llama.cpp. */
  OPENAI_TRANSLATOR_URL: httpUrl.optional(),
  OPENAI_TRANSLATOR_KEY: z.string().optional(),
  OPENAI_TRANSLATOR_MODEL: z.string().optional(),
  /** How far people may trust that model. */
  OPENAI_TRANSLATOR_QUALITY: z.enum(['draft', 'good']).default('draft'),
};

export type TranslatorEnv = Readonly<z.output<z.ZodObject<typeof translatorEnv>>>;
