import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import OpenAI from 'openai';
import { unreachableEngine } from '../http-engine-error.js';
import { limitedFetch } from '../limited-fetch.js';
import { openAiError } from '../openai-error.js';
import { answerFormat, ChatAnswer, chatMessages, isKnownLanguage, promptVersion } from './chat-prompt.js';
import { portionsOf } from './portions-of.js';
import { translateWords } from './translate-words.js';
import type { TranslateOptions, Translation, Translator } from './translator.js';

export interface ChatOptions {
  readonly model: string;
  /** Of any server that speaks as OpenAI's does, up to `/v1`. */
  readonly url?: string | undefined;
  /** Servers of one's own mostly want none. */
  readonly apiKey?: string | undefined;
  readonly timeoutMs?: number | undefined;
  /** How far to trust this model, as the operator knows it. */
  readonly quality?: EngineLabel['quality'] | undefined;
}

const server = 'The chat model';
const portions = { texts: 40, characters: 6_000 };
/** Longer than anything that the text could mean: the model has done something else than translate. */
const maxLength = (text: string) => 200 + 8 * text.length;

/** A language model behind a chat API: OpenAI, Ollama, vLLM, llama.cpp. Answers are held to a schema. */
export class ChatTranslator implements Translator {
  readonly capabilities = { glossary: true, formality: true, context: true };
  private readonly client: OpenAI;
  private readonly timeoutMs: number;

  constructor(private readonly options: ChatOptions) {
    const { url = 'https://api.openai.com/v1', apiKey = 'none', timeoutMs = 120_000 } = options;
    this.timeoutMs = timeoutMs;
    const nobodyElse = { organization: null, project: null, logLevel: 'off' } as const;
    this.client = new OpenAI({
      apiKey,
      baseURL: url,
      maxRetries: 0,
      timeout: timeoutMs,
      fetch: limitedFetch,
      ...nobodyElse,
    });
  }

  async describe(): Promise<EngineLabel> {
    const { model, quality = 'draft' } = this.options;
    return { engine: `chat ${model}`, version: `prompt ${promptVersion}`, quality };
  }

  /** Nobody can ask a model for its languages: those that have a name. */
  async supports(from: Language, to: Language) {
    return primaryLanguage(from) !== primaryLanguage(to) && [from, to].every(isKnownLanguage);
  }

  async translate(texts: readonly string[], options: TranslateOptions): Promise<Translation[]> {
    const { from, to, signal } = options;
    signal?.throwIfAborted();
    if (!(await this.supports(from, to)))
      throw new AppError('engine.unsupportedPair', `No model knows ${from} and ${to}`);
    return translateWords(texts, async (lines) => {
      const translations: Translation[] = [];
      let before = options.context ?? [];
      for (const portion of portionsOf(lines, portions)) {
        translations.push(...(await this.translatePortion(portion, { ...options, context: before })));
        before = portion.slice(-5);
      }
      return translations;
    });
  }

  /** In halves where the model has joined, split or forgotten lines, down to one by one. */
  private async translatePortion(lines: readonly string[], options: TranslateOptions): Promise<Translation[]> {
    const made = readAnswer(await this.ask(lines, options), lines);
    if (made) return made;
    if (lines.length === 1)
      throw new AppError('engine.failed', `${this.options.model} does not answer as it is told to`);
    const half = Math.ceil(lines.length / 2);
    const [first, second] = [lines.slice(0, half), lines.slice(half)];
    const translations = await this.translatePortion(first, options);
    return [...translations, ...(await this.translatePortion(second, { ...options, context: first.slice(-5) }))];
  }

  private async ask(lines: readonly string[], options: TranslateOptions): Promise<string> {
    const { signal } = options;
    // The client's own covers the time until an answer begins, not until it ends.
    const timeout = AbortSignal.timeout(this.timeoutMs);
    try {
      const { choices } = await this.client.chat.completions.create(
        { model: this.options.model, messages: chatMessages(lines, options), response_format: answerFormat },
        { signal: signal ? AbortSignal.any([signal, timeout]) : timeout },
      );
      return choices?.[0]?.message?.content ?? '';
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw timeout.aborted ? unreachableEngine(server, timeout.reason) : openAiError(server, error);
    }
  }
}

/** One translation for each line, or undefined where the answer is none. */
function readAnswer(json: string, lines: readonly string[]): Translation[] | undefined {
  const texts = new Map(parseAnswer(json)?.translations.map(({ id, text }) => [id, text]));
  if (texts.size !== lines.length || parseAnswer(json)?.translations.length !== lines.length) return undefined;
  const made = lines.map((line, index) => {
    const text = texts.get(index + 1)?.trim();
    // What the model makes of a line that talks it into something else is no translation: such a line stays as it is.
    return text && text.length > maxLength(line) ? { text: line, unknownWordShare: 1 } : { text };
  });
  return made.every((one): one is Translation => Boolean(one.text)) ? made : undefined;
}

function parseAnswer(json: string) {
  try {
    return ChatAnswer.safeParse(JSON.parse(json)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
