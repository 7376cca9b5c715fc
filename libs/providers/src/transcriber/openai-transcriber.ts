import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel, Segment } from '@polyspool/contracts/segments';
import { runProgram } from '@polyspool/processes/run-program';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type OpenAI from 'openai';
import { engineError } from '../engine-error.js';
import { openAiClient, openAiUrl } from '../openai-client.js';
import { openAiError } from '../openai-error.js';
import { OpenAiTranscription, transcriptionLanguage, transcriptionSegments } from './openai-transcription.js';
import { readWav } from './spoken-wav.js';
import type { HeardLanguage, TranscribeOptions, Transcriber } from './transcriber.js';
import { whisperCode, whisperLanguages } from './whisper-languages.js';
import { withProbeSound } from './with-probe-sound.js';

export interface OpenAiTranscriberOptions {
  /** Of a server that has `/audio/transcriptions`: OpenAI's own where nothing is said. */
  readonly baseUrl?: string;
  /** Servers of one's own need none. */
  readonly apiKey?: string;
  readonly model?: string;
  readonly timeoutMs?: number;
  /** Of one request. OpenAI takes 25 MB. */
  readonly maxUploadBytes?: number;
}

/** Enough to hear which language it is. */
const identifySeconds = 30;

interface Request {
  readonly wav: string;
  readonly language?: string;
  readonly seconds?: number;
  readonly signal?: AbortSignal;
}

/** OpenAI, speaches, the server of whisper.cpp, and whatever else speaks the same. */
export class OpenAiTranscriber implements Transcriber {
  readonly languages: readonly Language[] = whisperLanguages;
  private readonly client: OpenAI;
  private readonly model: string;
  private readonly server: string;
  private readonly maxUploadBytes: number;
  private readonly timeoutMs: number;

  constructor(options: OpenAiTranscriberOptions) {
    const {
      baseUrl = openAiUrl,
      apiKey,
      model = 'whisper-1',
      timeoutMs = 600_000,
      maxUploadBytes = 25_000_000,
    } = options;
    this.client = openAiClient({ url: baseUrl, apiKey, timeoutMs });
    this.model = model;
    this.server = new URL(baseUrl).host;
    this.maxUploadBytes = maxUploadBytes;
    this.timeoutMs = timeoutMs;
  }

  async describe(): Promise<EngineLabel> {
    return { engine: 'openai', version: `${this.model} at ${this.server}`, quality: 'good' };
  }

  supports(language: Language) {
    return whisperCode(language) !== undefined;
  }

  async check(signal: AbortSignal) {
    await withProbeSound((wav) => this.#ask({ wav, signal }));
  }

  async identify(wav: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<HeardLanguage | undefined> {
    if ((await readWav(wav)).isSilent) return undefined;
    const language = transcriptionLanguage(await this.#ask({ wav, seconds: identifySeconds, signal }));
    return language ? { language } : undefined;
  }

  async transcribe(wav: string, { language, signal, onProgress }: TranscribeOptions): Promise<Segment[]> {
    const code = whisperCode(language);
    if (!code) throw new AppError('engine.unsupportedLanguage', `${this.model} does not know ${language}`);
    signal?.throwIfAborted();
    const { seconds, isSilent } = await readWav(wav);
    if (isSilent) return [];
    const answer = await this.#ask({ wav, language: code, signal });
    onProgress?.(seconds);
    return transcriptionSegments(answer, language, seconds);
  }

  async #ask(request: Request): Promise<OpenAiTranscription> {
    const { size } = await stat(request.wav);
    if (size <= this.maxUploadBytes && request.seconds === undefined) return this.#send(request.wav, request);
    return withTemporaryFolder('speech', async (folder) => {
      const flac = join(folder, 'speech.flac');
      await writeFlac(flac, request);
      const { size: flacSize } = await stat(flac);
      if (flacSize <= this.maxUploadBytes) return this.#send(flac, request);
      const detail = `${this.server} takes ${this.maxUploadBytes} bytes at once, this has ${flacSize}: take shorter chunks`;
      throw new AppError('engine.refused', detail);
    });
  }

  async #send(path: string, { language, signal }: Request) {
    const type = path.endsWith('.flac') ? 'audio/flac' : 'audio/wav';
    // Read from the disk while it is sent.
    const file = new File([await openAsBlob(path, { type })], path.endsWith('.flac') ? 'speech.flac' : 'speech.wav', {
      type,
    });
    const { transcriptions } = this.client.audio;
    // The client's own covers the time until an answer begins, not until it ends.
    const timeout = AbortSignal.timeout(this.timeoutMs);
    try {
      const answer: unknown = await transcriptions.create(
        { file, model: this.model, language, ...this.#wishes() },
        { signal: signal ? AbortSignal.any([signal, timeout]) : timeout },
      );
      return OpenAiTranscription.parse(answer);
    } catch (error) {
      signal?.throwIfAborted();
      throw openAiError(this.server, timeout.aborted ? timeout.reason : error);
    }
  }

  /** The newer models of OpenAI tell no times, and refuse to be asked for them. */
  #wishes(): Pick<OpenAI.Audio.TranscriptionCreateParamsNonStreaming, 'response_format' | 'timestamp_granularities'> {
    if (this.model.startsWith('gpt-')) return { response_format: 'json' };
    return { response_format: 'verbose_json', timestamp_granularities: ['word', 'segment'] };
  }
}

/** Half the size, and nothing is lost. */
async function writeFlac(output: string, { wav, seconds, signal }: Request) {
  const length = seconds === undefined ? [] : ['-t', String(seconds)];
  const input = ['-protocol_whitelist', 'file', '-f', 'wav', '-i', `file:${wav}`];
  const args = ['-nostdin', '-v', 'error', '-y', ...length, ...input, '-c:a', 'flac', `file:${output}`];
  try {
    await runProgram({ command: 'ffmpeg', args, signal });
  } catch (error) {
    throw engineError('ffmpeg', error);
  }
}
