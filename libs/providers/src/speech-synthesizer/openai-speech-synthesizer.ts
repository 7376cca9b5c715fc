import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { APIError, type OpenAI } from 'openai';
import { openAiClient, openAiUrl } from '../openai-client.js';
import { openAiError } from '../openai-error.js';
import { whisperCode } from '../transcriber/whisper-languages.js';
import { checkBySaying } from './check-by-saying.js';
import { openAiVoices, VoiceList } from './openai-voices.js';
import { readAnsweredWav } from './read-answered-wav.js';
import { sayPortions } from './say-portions.js';
import type { SpeechRequest, SpeechSynthesizer } from './speech-synthesizer.js';
import { portionsOf } from './text-portions.js';
import { isSayable, silentSpeech } from './write-speech.js';

export interface OpenAiSpeechOptions {
  /** Up to /v1, of a server that has `/audio/speech`: OpenAI's own where nothing is said. */
  readonly url?: string | undefined;
  /** Servers of one's own need none. */
  readonly apiKey?: string | undefined;
  readonly model?: string | undefined;
  /** Taken where none is named. */
  readonly voice?: string | undefined;
  /** That the model speaks: where nothing is said, those that OpenAI's do. */
  readonly languages?: readonly Language[] | undefined;
  readonly timeoutMs?: number | undefined;
}

/** OpenAI takes 4,096 characters, but only 2,000 tokens; and an answer should not have to be larger than answers may be. */
const maxCharacters = 2_000;

/** OpenAI, speaches, kokoro-fastapi, and whatever else speaks the same. */
export class OpenAiSpeechSynthesizer implements SpeechSynthesizer {
  readonly name = 'openai';
  readonly source = 'trainedAlgorithmicMedia';
  private readonly client: OpenAI;
  private readonly server: string;
  private readonly model: string;
  private readonly voice: string;
  private readonly timeoutMs: number;

  constructor(private readonly options: OpenAiSpeechOptions) {
    const { url = openAiUrl, apiKey, model = 'gpt-4o-mini-tts', voice, timeoutMs = 300_000 } = options;
    this.client = openAiClient({ url, apiKey, timeoutMs });
    this.server = new URL(url).host;
    this.model = model;
    this.voice = voice ?? openAiVoices[0];
    this.timeoutMs = timeoutMs;
  }

  async label(voice = this.voice): Promise<EngineLabel> {
    return { engine: 'openai', version: `${this.model} ${voice} at ${this.server}`, quality: 'good' };
  }

  async speaks(language: Language) {
    const { languages } = this.options;
    return languages
      ? languages.some((tag) => primaryLanguage(tag) === primaryLanguage(language))
      : whisperCode(language) !== undefined;
  }

  async voices(language: Language, signal?: AbortSignal) {
    if (!(await this.speaks(language))) return [];
    const known = await this.#known(signal);
    return [this.voice, ...known.filter((name) => name !== this.voice)];
  }

  async check(signal: AbortSignal) {
    await checkBySaying(this, { language: this.options.languages?.[0] ?? 'en', signal });
  }

  /** A server that does not tell its voices may have it. */
  async requireVoice(voice: string, signal?: AbortSignal) {
    const known = await this.#known(signal);
    if (known.length > 0 && voice !== this.voice && !known.includes(voice)) throw this.#hasNot(voice);
  }

  async say(request: SpeechRequest) {
    const { text, language, signal } = request;
    signal?.throwIfAborted();
    if (!(await this.speaks(language)))
      throw new AppError('engine.unsupportedLanguage', `${this.model} does not speak ${language}`);
    if (!isSayable(text)) return silentSpeech(request);
    return sayPortions(request, portionsOf(text, language, maxCharacters), (input) => this.#say(input, request));
  }

  async #say(input: string, { voice = this.voice, signal }: SpeechRequest) {
    try {
      const answer = await this.client.audio.speech.create(
        { model: this.model, voice, input, response_format: 'wav' },
        { signal: this.#patience(signal) },
      );
      return readAnsweredWav(this.server, new Uint8Array(await answer.arrayBuffer()));
    } catch (error) {
      signal?.throwIfAborted();
      if (isAboutVoice(error)) throw this.#hasNot(voice);
      throw openAiError(this.server, error);
    }
  }

  #hasNot(voice: string) {
    return new AppError('engine.unsupportedVoice', `${this.server} has no voice ${voice}`);
  }

  async #known(signal: AbortSignal | undefined): Promise<readonly string[]> {
    return this.options.url === undefined ? openAiVoices : this.#list(signal);
  }

  /** Nothing of a server that does not tell: only some have a list. */
  async #list(signal: AbortSignal | undefined): Promise<readonly string[]> {
    try {
      return VoiceList.parse(await this.client.get('/audio/voices', { signal: this.#patience(signal) }));
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof APIError && error.status !== undefined && error.status < 500) return [];
      throw openAiError(this.server, error);
    }
  }

  /** The client's own covers the time until an answer begins, not until it ends. */
  #patience(signal: AbortSignal | undefined) {
    const timeout = AbortSignal.timeout(this.timeoutMs);
    return signal ? AbortSignal.any([signal, timeout]) : timeout;
  }
}

const isAboutVoice = (error: unknown) =>
  error instanceof APIError &&
  [400, 404, 422].includes(error.status ?? 0) &&
  /voice/i.test(`${error.param} ${error.message}`);
