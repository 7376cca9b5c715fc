import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { RecognizedPage } from '@polyspool/contracts/recognized-page';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { runProgram } from '@polyspool/processes/run-program';
import { join } from 'node:path';
import { engineError } from '../engine-error.js';
import { engineVersion } from '../engine-version.js';
import { readHocr } from './hocr.js';
import { modelFor, modelsOfScript, scriptCalled } from './tesseract-languages.js';
import type { ReadablePicture, RecognizeOptions, TextRecognizer } from './text-recognizer.js';

export interface TesseractOptions {
  /** A name to be found in PATH, or a path. */
  readonly command?: string;
  /** With `<language>.traineddata`; Tesseract's own where nothing is said. */
  readonly dataFolder?: string | undefined;
  readonly timeoutMs?: number;
}

interface Installed {
  readonly folder: string;
  readonly models: readonly string[];
}

const name = 'tesseract';
/** Each one more takes its time on each word. */
const mostModels = 4;
/** Sauvola's: finds text in coloured boxes, too, which pass for pictures otherwise. */
const localThreshold = ['-c', 'thresholding_method=2'];
/** Finds text that stands on its side or on its head, too. */
const automaticWithOrientation = '1';
const automatic = '3';
const orientationOnly = '0';

/** The `tesseract` program with the languages that are installed: offline. */
export class TesseractTextRecognizer implements TextRecognizer {
  #known: Installed | undefined;

  constructor(private readonly options: TesseractOptions = {}) {}

  async describe(language?: Language): Promise<EngineLabel> {
    const { folder, models } = await this.#installed().catch(nothingInstalled);
    const model = language && modelFor(language, models);
    const data = (model ? [model] : models).map((each) => join(folder, `${each}.traineddata`));
    return { engine: name, version: await engineVersion({ programs: [this.#command], data }), quality: 'good' };
  }

  async supports(language: Language) {
    return modelFor(language, (await this.#installed()).models) !== undefined;
  }

  /** That it is there, and can read something. Throws `engine.missing`. */
  async check() {
    const { models } = await this.#installed();
    if (models.length === 0) throw new AppError('engine.missing', 'Tesseract is there, but no language for it');
  }

  async recognize(
    { path, dpi }: ReadablePicture,
    { language, signal }: RecognizeOptions = {},
  ): Promise<RecognizedPage> {
    signal?.throwIfAborted();
    const installed = await this.#installed(signal);
    const picture = [path, '-', '--dpi', String(Math.round(dpi))];
    const models = language
      ? [this.#modelFor(language, installed)]
      : await this.#modelsOf(picture, installed, { path, signal });
    const segmentation = installed.models.includes('osd') ? automaticWithOrientation : automatic;
    const args = [...picture, '-l', models.join('+'), '--psm', segmentation, ...localThreshold, 'hocr'];
    return readHocr((await this.#run(args, { path, signal })).stdout);
  }

  #modelFor(language: Language, { models }: Installed) {
    const model = modelFor(language, models);
    if (model) return model;
    throw new AppError('engine.unsupportedLanguage', `Tesseract has no model installed for ${language}`);
  }

  /** Nobody knows the language: those of the script that the picture seems to be in. */
  async #modelsOf(picture: readonly string[], { models }: Installed, run: RunOptions) {
    const script = models.includes('osd') ? await this.#scriptOf(picture, run) : undefined;
    const ofScript = modelsOfScript(script ?? 'Latn', models);
    const usable = ofScript.length > 0 ? ofScript : modelsOfScript('Latn', models);
    if (usable.length > 0) return usable.slice(0, mostModels);
    throw new AppError('engine.missing', `Tesseract has no language installed for the script ${script ?? 'Latn'}`);
  }

  async #scriptOf(picture: readonly string[], run: RunOptions) {
    const { stdout } = await this.#run([...picture, '--psm', orientationOnly, '-l', 'osd'], run).catch(tooLittleText);
    const called = /^Script: (\w+)/m.exec(stdout)?.[1];
    return called && scriptCalled(called);
  }

  /** Looked up once: what is installed meanwhile is found by the next process. */
  async #installed(signal?: AbortSignal): Promise<Installed> {
    this.#known ??= await this.#look(signal);
    return this.#known;
  }

  async #look(signal?: AbortSignal): Promise<Installed> {
    const { stdout } = await this.#run(['--list-langs'], { signal });
    const [heading = '', ...models] = stdout.trim().split('\n');
    return { folder: /"(.*)"/.exec(heading)?.[1] ?? '', models };
  }

  async #run(args: readonly string[], { path, signal }: RunOptions) {
    const { dataFolder, timeoutMs = 120_000 } = this.options;
    try {
      return await runProgram({
        command: this.#command,
        args: [...args, ...(dataFolder ? ['--tessdata-dir', dataFolder] : [])],
        // Its threads cost more than they bring.
        env: { OMP_THREAD_LIMIT: '1' },
        limits: { cpuSeconds: Math.ceil(timeoutMs / 1000), fileSizeBytes: 0 },
        timeoutMs,
        ...(signal && { signal }),
      });
    } catch (error) {
      throw engineError(name, error, [path]);
    }
  }

  get #command() {
    return this.options.command ?? name;
  }
}

interface RunOptions {
  readonly path?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const nothingInstalled = (error: unknown): Installed => {
  if (error instanceof AppError && error.code === 'engine.missing') return { folder: '', models: [] };
  throw error;
};

/** It fails where it finds too few characters to tell. */
const tooLittleText = (error: unknown) => {
  if (error instanceof AppError && /too few characters/i.test(error.message)) return { stdout: '' };
  throw error;
};
