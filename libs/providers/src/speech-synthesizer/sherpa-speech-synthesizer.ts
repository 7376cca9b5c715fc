import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { runTask } from '@polyspool/processes/run-task';
import { readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { z } from 'zod';
import { engineError } from '../engine-error.js';
import { modelVersion } from '../model-version.js';
import { packageVersion } from '../package-file.js';
import { checkBySaying } from './check-by-saying.js';
import { withWords } from './say-portions.js';
import { findSherpaVoice, type SherpaVoice } from './sherpa-voice.js';
import type { SpeechRequest, SpeechSynthesizer } from './speech-synthesizer.js';
import { sentencesOf } from './text-portions.js';
import { readWavSound } from './wav-sound.js';
import { isSayable, silentSpeech, soundPath, writeGuessed } from './write-speech.js';

export interface SherpaSpeechOptions {
  /** With the files of one model. */
  readonly modelFolder: string;
  /** That it speaks, where its name does not tell: English where nothing is said. */
  readonly languages?: readonly Language[] | undefined;
  readonly threads?: number | undefined;
}

/** What the task is given. */
export interface SherpaSpeechRequest {
  /** In sherpa-onnx's own words. */
  readonly config: object;
  readonly texts: readonly string[];
  readonly voice: number;
  readonly wav: string;
}

const SpokenBySherpa = z.object({
  voices: z.int().positive(),
  /** Of each text, in samples. */
  lengths: z.array(z.int().nonnegative()),
});
export type SpokenBySherpa = z.output<typeof SpokenBySherpa>;

const limits = { cpuSeconds: 4 * 3600, fileSizeBytes: 512 * 1024 ** 2 };
/** One sentence of the slowest model on a slow machine. */
const quietMs = 300_000;

/** sherpa-onnx with a model of one's own, in a process of its own for each text. Voices are the numbers of its speakers. */
export class SherpaSpeechSynthesizer implements SpeechSynthesizer {
  readonly name = 'sherpa';
  readonly source = 'trainedAlgorithmicMedia';
  private readonly languages: readonly Language[];
  private readonly model: SherpaVoice | undefined;

  constructor(private readonly options: SherpaSpeechOptions) {
    this.model = findSherpaVoice(options.modelFolder);
    const told = this.model?.languages ?? [];
    this.languages = options.languages ?? (told.length > 0 ? told : ['en']);
  }

  async label(voice = '0'): Promise<EngineLabel> {
    const { modelFolder } = this.options;
    const model = `${basename(modelFolder)} ${await modelVersion(modelFolder)}`;
    return { engine: 'sherpa', version: `${model} ${voice} ${packageVersion('sherpa-onnx-node')}`, quality: 'good' };
  }

  async speaks(language: Language) {
    return this.languages.some((tag) => primaryLanguage(tag) === primaryLanguage(language));
  }

  async voices(language: Language, signal?: AbortSignal) {
    if (!(await this.speaks(language))) return [];
    const { voices } = await this.#speak({ texts: [], voice: 0, wav: '' }, signal);
    return Array.from({ length: voices }, (_, i) => String(i));
  }

  async check(signal: AbortSignal) {
    await checkBySaying(this, { language: this.languages[0]!, signal }); // it has one at least
  }

  async requireVoice(voice: string) {
    if (!/^\d{1,4}$/.test(voice)) throw new AppError('engine.unsupportedVoice', `sherpa has no voice ${voice}`);
  }

  async say(request: SpeechRequest) {
    const { text, language, voice = '0', folder, signal } = request;
    signal?.throwIfAborted();
    if (!(await this.speaks(language))) {
      const detail = `${basename(this.options.modelFolder)} does not speak ${language}`;
      throw new AppError('engine.unsupportedLanguage', detail);
    }
    await this.requireVoice(voice);
    if (!isSayable(text)) return silentSpeech(request);
    const texts = withWords(sentencesOf(text, language));
    const wav = soundPath(folder);
    try {
      const { lengths } = await this.#speak({ texts, voice: Number(voice), wav }, signal);
      const { samples, sampleRate } = readWavSound(await readFile(wav));
      let at = 0;
      const parts = lengths.map((length, i) => {
        const sound = { sampleRate, samples: samples.subarray(at, (at += length)) };
        return { text: texts[i]!, sound }; // one length for each text
      });
      return await writeGuessed(request, parts);
    } finally {
      await rm(wav, { force: true });
    }
  }

  async #speak(request: Omit<SherpaSpeechRequest, 'config'>, signal: AbortSignal | undefined) {
    const { threads = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2))), modelFolder } = this.options;
    if (!this.model) {
      const detail = `No voice that sherpa-onnx knows lies in ${basename(modelFolder)}`;
      throw new AppError('engine.missing', detail);
    }
    const { kind, settings } = this.model;
    const model = { [kind]: settings, numThreads: threads, provider: 'cpu', debug: 0 };
    try {
      return await runTask({
        ...{ name: 'speak-with-sherpa.task', from: import.meta.url },
        input: { ...request, config: { model, maxNumSentences: 1 } } satisfies SherpaSpeechRequest,
        answer: SpokenBySherpa,
        message: z.number(),
        ...{ signal, limits, quietMs, maxHeapMb: 1024 },
      });
    } catch (error) {
      throw engineError('sherpa', error, [settings.tokens, request.wav || undefined]);
    }
  }
}
