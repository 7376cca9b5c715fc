import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { httpEngineError, unreachableEngine } from '../http-engine-error.js';
import { limitedFetch } from '../limited-fetch.js';
import { keptForAWhile } from '../translator/kept-for-a-while.js';
import { untilAborted } from '../translator/until-aborted.js';
import { checkBySaying } from './check-by-saying.js';
import { PiperModels, piperVoices, piperVoicesFor, type PiperVoice } from './piper-voices.js';
import { readAnsweredWav } from './read-answered-wav.js';
import { sayPortions } from './say-portions.js';
import type { SpeechRequest, SpeechSynthesizer } from './speech-synthesizer.js';
import { sentencesOf } from './text-portions.js';
import { isSayable, silentSpeech } from './write-speech.js';

export interface PiperOptions {
  readonly url: string;
  /** Taken for its language where none is named. */
  readonly voice?: string | undefined;
  /** Of a server that does not tell its voices: English where nothing is said. */
  readonly languages?: readonly Language[] | undefined;
  readonly timeoutMs?: number | undefined;
}

interface Request {
  readonly path: string;
  readonly body?: string;
  readonly type?: string;
  readonly signal?: AbortSignal | undefined;
}

const voicesKeptMs = 60_000;
/** What servers before piper-tts 1.3 speak with, and do not tell. */
const onlyVoice = 'default';

/** Piper's own HTTP server, in any of its three ways to be asked. */
export class PiperSpeechSynthesizer implements SpeechSynthesizer {
  readonly name = 'piper';
  readonly source = 'trainedAlgorithmicMedia';
  private readonly known: () => Promise<readonly PiperVoice[] | undefined>;

  constructor(private readonly options: PiperOptions) {
    this.known = keptForAWhile(() => this.#list(), voicesKeptMs);
  }

  /** It tells no version; another server may have other models under the same names. */
  async label(voice: string | undefined, language: Language): Promise<EngineLabel> {
    const name = voice ?? (await this.voices(language))[0] ?? onlyVoice;
    return { engine: 'piper', version: `${name} at ${new URL(this.options.url).host}`, quality: 'good' };
  }

  async speaks(language: Language, signal?: AbortSignal) {
    return (await this.voices(language, signal)).length > 0;
  }

  async voices(language: Language, signal?: AbortSignal) {
    const known = await untilAborted(this.known(), signal);
    if (!known) return this.#isOld(language) ? [onlyVoice] : [];
    const names = piperVoicesFor(language, known).map(({ name }) => name);
    const { voice } = this.options;
    return voice !== undefined && names.includes(voice) ? [voice, ...names.filter((name) => name !== voice)] : names;
  }

  async check(signal: AbortSignal) {
    const [first] = (await untilAborted(this.known(), signal)) ?? [];
    const language = first ? primaryLanguage(first.language) : (this.options.languages?.[0] ?? 'en');
    await checkBySaying(this, { language, signal });
  }

  async requireVoice(voice: string, signal?: AbortSignal) {
    await untilAborted(this.#find(voice), signal);
  }

  async say(request: SpeechRequest) {
    const { language, signal } = request;
    signal?.throwIfAborted();
    const [first] = await this.voices(language, signal);
    if (first === undefined) throw new AppError('engine.unsupportedLanguage', `Piper has no voice for ${language}`);
    const wanted = request.voice ?? first;
    const voice = await this.#find(wanted);
    if (!isSayable(request.text)) return silentSpeech(request);
    return sayPortions(request, sentencesOf(request.text, language), async (text) =>
      readAnsweredWav('Piper', await (voice ? this.#say(text, voice, signal) : this.#sayPlain(text, signal))),
    );
  }

  async #say(text: string, { model, speaker }: PiperVoice, signal: AbortSignal | undefined) {
    const body = JSON.stringify({ text, voice: model, ...(speaker !== undefined && { speaker_id: speaker }) });
    const asked = { body, type: 'application/json', signal };
    const answer = await this.#ask({ ...asked, path: 'synthesize' });
    const isElsewhere = answer.status === 404 || answer.status === 405;
    return soundOf(isElsewhere ? await this.#ask({ ...asked, path: '' }) : answer);
  }

  async #sayPlain(text: string, signal: AbortSignal | undefined) {
    return soundOf(await this.#ask({ path: '', body: text, type: 'text/plain; charset=utf-8', signal }));
  }

  /** Undefined of a server that does not tell its voices. */
  async #find(wanted: string): Promise<PiperVoice | undefined> {
    const known = await this.known();
    const voice = known?.find(({ name }) => name === wanted);
    // It would take its standard voice for one that it does not know, and not say so.
    if (!voice && (known || wanted !== onlyVoice))
      throw new AppError('engine.unsupportedVoice', `Piper has no voice ${wanted}`);
    return voice;
  }

  #isOld(language: Language) {
    const { languages = ['en'] } = this.options;
    return languages.some((tag) => primaryLanguage(tag) === primaryLanguage(language));
  }

  /** Undefined of a server that does not tell. */
  async #list() {
    const answer = await this.#ask({ path: 'voices' });
    if (answer.status === 404 || answer.status === 405) return undefined;
    try {
      return piperVoices(PiperModels.parse(JSON.parse(soundOf(answer).toString())));
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('engine.failed', 'Piper answered something else than its voices', { cause });
    }
  }

  async #ask({ path, body, type, signal }: Request) {
    const { url, timeoutMs = 300_000 } = this.options;
    const timeout = AbortSignal.timeout(timeoutMs);
    return limitedFetch(new URL(path, url.endsWith('/') ? url : `${url}/`), {
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body !== undefined && type !== undefined && { method: 'POST', body, headers: { 'content-type': type } }),
    })
      .then(async (response) => ({ status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }))
      .catch((error: unknown) => {
        throw signal?.aborted ? signal.reason : unreachableEngine('Piper', error);
      });
  }
}

function soundOf({ status, bytes }: { readonly status: number; readonly bytes: Buffer }) {
  if (status >= 300) throw httpEngineError('Piper', status, bytes.toString());
  return bytes;
}
