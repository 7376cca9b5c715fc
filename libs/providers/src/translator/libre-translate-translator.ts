import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { z } from 'zod';
import { httpEngineError, unreachableEngine } from '../http-engine-error.js';
import { limitedFetch } from '../limited-fetch.js';
import { keptForAWhile } from './kept-for-a-while.js';
import { portionsOf } from './portions-of.js';
import { translateWords } from './translate-words.js';
import { untilAborted } from './until-aborted.js';
import type { TranslateOptions, Translation, Translator } from './translator.js';

export interface LibreTranslateOptions {
  readonly url: string;
  readonly apiKey?: string | undefined;
  readonly timeoutMs?: number | undefined;
}

const name = 'LibreTranslate';
const languagesKeptMs = 600_000;
const portions = { texts: 50, characters: 20_000 };

const Languages = z.array(z.object({ code: z.string(), targets: z.array(z.string()).optional() }));
const Translations = z.object({ translatedText: z.array(z.string()) });

/** What LibreTranslate calls them that are not called by their tag. */
const aliases: Readonly<Record<string, readonly string[] | undefined>> = {
  'pt-BR': ['pb'],
  'zh-TW': ['zh-Hant', 'zt'],
  'zh-HK': ['zh-Hant', 'zt'],
  'zh-Hant': ['zt'],
  'zh-CN': ['zh-Hans'],
  zh: ['zh-Hans'],
  no: ['nb'],
};

/** A LibreTranslate server. It knows no glossary, no formality and no context. */
export class LibreTranslateTranslator implements Translator {
  readonly capabilities = { glossary: false, formality: false, context: false, spans: false };
  readonly portion = portions;
  private readonly languages: () => Promise<z.output<typeof Languages>>;

  constructor(private readonly options: LibreTranslateOptions) {
    this.languages = keptForAWhile(() => this.ask('languages', Languages), languagesKeptMs);
  }

  /** It tells no version; another server may have other models. */
  async describe(): Promise<EngineLabel> {
    return { engine: 'libretranslate', version: new URL(this.options.url).host, quality: 'draft' };
  }

  async supports(from: Language, to: Language) {
    return (await this.pair(from, to)) !== undefined;
  }

  async reaches(to: Language) {
    const languages = await this.languages();
    const targets = new Set(languages.flatMap(({ targets: own }) => own ?? languages.map(({ code }) => code)));
    return codesOf(to).some((code) => targets.has(code));
  }

  async translate(texts: readonly string[], { from, to, signal }: TranslateOptions): Promise<Translation[]> {
    signal?.throwIfAborted();
    const pair = await this.pair(from, to, signal);
    if (!pair) throw new AppError('engine.unsupportedPair', `${name} has no models from ${from} to ${to}`);
    return translateWords(texts, async (lines) => {
      const translations: Translation[] = [];
      for (const portion of portionsOf(lines, portions)) {
        const body = { ...pair, q: portion, format: 'text', api_key: this.options.apiKey };
        const { translatedText } = await this.ask('translate', Translations, { body, signal });
        if (translatedText.length !== portion.length)
          throw new AppError(
            'engine.failed',
            `${name}: ${portion.length} texts, ${translatedText.length} translations`,
          );
        translations.push(...translatedText.map((text) => ({ text })));
      }
      return translations;
    });
  }

  private async pair(from: Language, to: Language, signal?: AbortSignal) {
    const languages = await untilAborted(this.languages(), signal);
    if (primaryLanguage(from) === primaryLanguage(to)) return undefined;
    const codes = languages.map(({ code }) => code);
    const source = codesOf(from).find((code) => codes.includes(code));
    const targets = languages.find(({ code }) => code === source)?.targets ?? codes;
    const target = codesOf(to).find((code) => targets.includes(code));
    return source && target ? { source, target } : undefined;
  }

  private async ask<Answer>(
    path: string,
    schema: z.ZodType<Answer>,
    { body, signal }: { body?: object; signal?: AbortSignal | undefined } = {},
  ): Promise<Answer> {
    const { url, timeoutMs = 60_000 } = this.options;
    const timeout = AbortSignal.timeout(timeoutMs);
    const { status, text } = await limitedFetch(new URL(path, url.endsWith('/') ? url : `${url}/`), {
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch((error: unknown) => {
        throw signal?.aborted ? signal.reason : unreachableEngine(name, error);
      });
    if (status >= 300) throw httpEngineError(name, status, text);
    return parse(schema, text);
  }
}

function parse<Answer>(schema: z.ZodType<Answer>, text: string): Answer {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('engine.failed', `${name} answered something else than it should`, { cause });
  }
}

const codesOf = (tag: Language) => {
  const language = primaryLanguage(tag);
  return [tag, ...(aliases[tag] ?? []), language, ...(aliases[language] ?? [])];
};
