import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel, Segment } from '@polyspool/contracts/segments';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { z } from 'zod';
import { engineError } from '../engine-error.js';
import { modelVersion } from '../model-version.js';
import { packageVersion } from '../package-file.js';
import { runTask } from '@polyspool/processes/run-task';
import { readGgmlModel } from './ggml-model.js';
import { segmentWords } from './segment-words.js';
import { readWav } from './spoken-wav.js';
import { timeText } from './time-text.js';
import type { HeardLanguage, TranscribeOptions, Transcriber } from './transcriber.js';
import { languageCalled, whisperCode, whisperLanguages } from './whisper-languages.js';
import { withoutSoundMarks } from './without-sound-marks.js';

export interface WhisperOptions {
  /** A Whisper model in the format of ggml; `.en.` in its name says that it knows English only. */
  readonly model: string;
  /** For each recording that is heard; others may be heard beside it. */
  readonly threads?: number;
}

/** What the task is given. */
export interface WhisperRequest {
  readonly model: string;
  /** Where there is none, it only tells whether whisper.cpp can be loaded. */
  readonly wav?: string;
  /** Whisper's code, or `auto`. */
  readonly language: string;
  readonly threads: number;
  readonly durationMs?: number;
}

const HeardByWhisper = z.object({
  text: z.string(),
  language: z.string().optional(),
  pieces: z.array(z.object({ text: z.string(), startSeconds: z.number(), endSeconds: z.number() })),
});
/** What it answers. */
export type HeardByWhisper = z.output<typeof HeardByWhisper>;

const limits = { cpuSeconds: 8 * 3600, fileSizeBytes: 0 };
/** Less than it bothers to transcribe: the language is heard all the same, in the first half minute. */
const onlyLanguageMs = 10;

/** whisper.cpp with any of its models, in a process of its own for each recording. */
export class WhisperTranscriber implements Transcriber {
  readonly languages: readonly Language[];

  constructor(private readonly options: WhisperOptions) {
    this.languages = /\.en\b/.test(basename(options.model)) ? ['en'] : whisperLanguages;
  }

  async describe(): Promise<EngineLabel> {
    const { model } = this.options;
    const name = basename(model).replace(/\.bin$/, '');
    const version = [name, await modelVersion(model), packageVersion('@fugood/whisper.node')].join(' ');
    return { engine: 'whisper', version, quality: 'good' };
  }

  supports(language: Language) {
    const code = whisperCode(language);
    return code !== undefined && (this.languages.length > 1 || code === 'en');
  }

  /** To hear half a second would take a large model longer than anybody waits for a look. */
  async check(signal: AbortSignal) {
    await readGgmlModel(this.options.model);
    await this.#hear({ language: 'en' }, { signal });
  }

  async identify(wav: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<HeardLanguage | undefined> {
    const { isMultilingual } = await readGgmlModel(this.options.model);
    if (!isMultilingual || (await readWav(wav)).isSilent) return undefined;
    const { language } = await this.#hear({ wav, language: 'auto', durationMs: onlyLanguageMs }, { signal });
    const heard = languageCalled(language ?? '');
    return heard ? { language: heard } : undefined;
  }

  async transcribe(wav: string, { language, signal, onProgress }: TranscribeOptions): Promise<Segment[]> {
    const code = whisperCode(language);
    if (!code || !this.supports(language))
      throw new AppError('engine.unsupportedLanguage', `${basename(this.options.model)} does not know ${language}`);
    signal?.throwIfAborted();
    const { isMultilingual } = await readGgmlModel(this.options.model);
    if (!isMultilingual && code !== 'en')
      throw new AppError('engine.unsupportedLanguage', `${basename(this.options.model)} knows English only`);
    const { seconds, isSilent } = await readWav(wav);
    if (isSilent) return [];
    let told = 0;
    const tell = (fraction: number) => {
      if (fraction > told) onProgress?.((told = fraction) * seconds);
    };
    // It counts in half minutes, and goes beyond 100 in the last one.
    const onPercent = (percent: number) => tell(Math.min(1, percent / 100));
    const { text, pieces } = await this.#hear({ wav, language: code }, { signal, onPercent });
    tell(1);
    const within = { startSeconds: 0, endSeconds: seconds };
    return segmentWords(timeText({ text: withoutSoundMarks(text), language, within }, pieces), language);
  }

  async #hear(
    request: Pick<WhisperRequest, 'wav' | 'language' | 'durationMs'>,
    { signal, onPercent }: { readonly signal?: AbortSignal; readonly onPercent?: (percent: number) => void },
  ) {
    const { model, threads = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2))) } = this.options;
    try {
      return await runTask({
        name: 'hear-with-whisper.task',
        from: import.meta.url,
        input: { model, threads, ...request } satisfies WhisperRequest,
        answer: HeardByWhisper,
        message: z.number(),
        onMessage: onPercent,
        signal,
        limits,
        maxHeapMb: 256,
      });
    } catch (error) {
      throw engineError('whisper', error, [model, request.wav]);
    }
  }
}
