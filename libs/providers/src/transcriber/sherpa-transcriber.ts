import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel, Segment } from '@polyspool/contracts/segments';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { z } from 'zod';
import { engineError } from '../engine-error.js';
import { modelVersion } from '../model-version.js';
import { packageVersion } from '../package-file.js';
import { requireFile } from '../require-file.js';
import { runTask } from '@polyspool/processes/run-task';
import { sileroModelPath } from '../voice-detector/silero-model-path.js';
import { findSherpaModel, type SherpaModel } from './sherpa-model.js';
import { sherpaSegments, SherpaSpeech } from './sherpa-speech.js';
import { readWav } from './spoken-wav.js';
import type { HeardLanguage, TranscribeOptions, Transcriber } from './transcriber.js';
import { languageCalled, whisperCode } from './whisper-languages.js';

export interface SherpaOptions {
  /** With the files of one model: a transducer, Whisper or SenseVoice. */
  readonly modelFolder: string;
  /** Of a transducer, whose files do not tell: English where nothing is said. */
  readonly languages?: readonly Language[];
  readonly threads?: number;
}

/** What the task is given, with the settings in sherpa-onnx's own words. */
export interface SherpaRequest {
  readonly model: object;
  /** Where it shall only say which language it hears. */
  readonly identifier?: object;
  readonly isOnlyForLanguage?: boolean;
  readonly vadModel: string;
  /** Where there is none, it only loads the model. */
  readonly wav?: string;
  readonly threads: number;
}

const HeardBySherpa = z.union([SherpaSpeech, z.object({ heardSeconds: z.number() })]);
/** What it tells meanwhile. */
export type HeardBySherpa = z.input<typeof HeardBySherpa>;

const limits = { cpuSeconds: 8 * 3600, fileSizeBytes: 0 };

/** sherpa-onnx with any of three kinds of models, in a process of its own for each recording. */
export class SherpaTranscriber implements Transcriber {
  readonly languages: readonly Language[];
  private readonly model: SherpaModel | undefined;

  constructor(private readonly options: SherpaOptions) {
    this.model = findSherpaModel(options.modelFolder);
    const known = this.model?.languages ?? [];
    this.languages = known.length > 0 ? known : (options.languages ?? ['en']);
  }

  async describe(): Promise<EngineLabel> {
    const { modelFolder } = this.options;
    const version = [basename(modelFolder), await modelVersion(modelFolder), packageVersion('sherpa-onnx-node')].join(
      ' ',
    );
    return { engine: 'sherpa', version, quality: 'good' };
  }

  supports(language: Language) {
    return this.languages.includes(primaryLanguage(language));
  }

  async check(signal: AbortSignal) {
    await this.#hear({ language: this.languages[0]! }, { signal }); // it has one at least
  }

  async identify(wav: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<HeardLanguage | undefined> {
    const model = this.#requireModel();
    if (model.kind === 'transducer' || model.languages.length === 1 || (await readWav(wav)).isSilent) return undefined;
    const { answer } = await this.#hear({ wav, language: 'auto' }, { signal });
    const language = languageCalled(answer ?? '');
    return language ? { language } : undefined;
  }

  async transcribe(wav: string, { language, signal, onProgress }: TranscribeOptions): Promise<Segment[]> {
    if (!this.supports(language))
      throw new AppError(
        'engine.unsupportedLanguage',
        `${basename(this.options.modelFolder)} does not know ${language}`,
      );
    signal?.throwIfAborted();
    this.#requireModel();
    const { seconds, isSilent } = await readWav(wav);
    if (isSilent) return [];
    let told = 0;
    const onSeconds = (heard: number) => {
      if (heard > told) onProgress?.((told = Math.min(heard, seconds)));
    };
    const { speech } = await this.#hear({ wav, language }, { signal, onSeconds });
    onSeconds(seconds);
    return sherpaSegments(speech, language);
  }

  async #hear(
    { wav, language }: { readonly wav?: string; readonly language: Language },
    { signal, onSeconds }: { readonly signal?: AbortSignal; readonly onSeconds?: (seconds: number) => void },
  ) {
    const model = this.#requireModel();
    const { threads = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2))) } = this.options;
    const vadModel = await requireFile(sileroModelPath(), 'The voice detector of sherpa-onnx');
    const request: SherpaRequest = { ...settingsOf(model, language), vadModel, threads, ...(wav && { wav }) };
    const speech: SherpaSpeech[] = [];
    try {
      const answer = await runTask({
        ...{ name: 'hear-with-sherpa.task', from: import.meta.url, input: request },
        answer: z.string().nullable(),
        message: HeardBySherpa,
        onMessage: (heard) => ('heardSeconds' in heard ? onSeconds?.(heard.heardSeconds) : speech.push(heard)),
        ...{ signal, limits, maxHeapMb: 256 },
      });
      return { answer, speech };
    } catch (error) {
      throw engineError('sherpa', error, [model.tokens, wav]);
    }
  }

  #requireModel() {
    if (this.model) return this.model;
    const detail = `No model that sherpa-onnx knows lies in ${basename(this.options.modelFolder)}`;
    throw new AppError('engine.missing', detail);
  }
}

/** Whisper has a part of its own that tells languages; SenseVoice says it with what it hears. */
function settingsOf(
  model: SherpaModel,
  language: Language,
): Pick<SherpaRequest, 'model' | 'identifier' | 'isOnlyForLanguage'> {
  const { tokens } = model;
  const isOnlyForLanguage = language === 'auto';
  if (model.kind === 'transducer') {
    const { encoder, decoder, joiner } = model;
    return { model: { tokens, transducer: { encoder, decoder, joiner } } };
  }
  if (model.kind === 'senseVoice') {
    const senseVoice = { model: model.model, language: primaryLanguage(language), useInverseTextNormalization: 1 };
    return { model: { tokens, senseVoice }, isOnlyForLanguage };
  }
  const { encoder, decoder } = model;
  if (isOnlyForLanguage) return { model: { tokens }, identifier: { whisper: { encoder, decoder } } };
  return { model: { tokens, whisper: { encoder, decoder, language: whisperCode(language), task: 'transcribe' } } };
}
