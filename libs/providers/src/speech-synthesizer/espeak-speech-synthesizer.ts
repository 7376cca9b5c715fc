import { AppError } from '@polyspool/contracts/errors';
import { wordSeparator, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { runProgram } from '@polyspool/processes/run-program';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { engineError } from '../engine-error.js';
import { engineVersion } from '../engine-version.js';
import { textUnits } from '../text-units.js';
import { keptForAWhile } from '../translator/kept-for-a-while.js';
import { checkBySaying } from './check-by-saying.js';
import { espeakVoicesFor, readEspeakVariants, readEspeakVoices } from './espeak-voices.js';
import { atOneLoudness, espeakTimes, inTurns } from './espeak-word-times.js';
import type { SpeechRequest, SpeechSynthesizer } from './speech-synthesizer.js';
import { readWavSound, type WavSound } from './wav-sound.js';
import { whenAllEnded } from './when-all-ended.js';
import { isSayable, silentSpeech, soundPath, writeGuessed, writeMeasured } from './write-speech.js';

const limits = { cpuSeconds: 600, fileSizeBytes: 512 * 1024 ** 2, addressSpaceBytes: 4 * 1024 ** 3 };
/** Of the many variants those that sound like people. */
const humanVariant = /^[fm]\d$/;
const voicesKeptMs = 60_000;

/** Debian's espeak-ng: a hundred languages, offline and at once, in a robot's voice. */
export class EspeakSpeechSynthesizer implements SpeechSynthesizer {
  readonly name = 'espeak';
  readonly source = 'algorithmicMedia';

  private readonly installed = keptForAWhile(async () => readEspeakVoices(await this.#run(['--voices'])), voicesKeptMs);
  private readonly variants = keptForAWhile(
    async () => readEspeakVariants(await this.#run(['--voices=variant'])),
    voicesKeptMs,
  );

  constructor(private readonly command = 'espeak-ng') {}

  async label(voice: string | undefined, language: Language): Promise<EngineLabel> {
    const folder = /Data at: (.*)/.exec(await this.#run(['--version']))?.[1];
    const version = await engineVersion({ programs: [this.command], data: folder ? [folder] : [] });
    return {
      engine: 'espeak',
      version: `${voice ?? (await this.#voiceOf(language)) ?? ''} ${version}`,
      quality: 'draft',
    };
  }

  async speaks(language: Language) {
    return (await this.#voiceOf(language)) !== undefined;
  }

  async voices(language: Language) {
    const fitting = espeakVoicesFor(language, await this.installed());
    const [best] = fitting;
    if (best === undefined) return [];
    const variants = (await this.variants()).filter((variant) => humanVariant.test(variant)).sort();
    return [...fitting, ...variants.map((variant) => `${best}+${variant}`)];
  }

  async check(signal: AbortSignal) {
    await checkBySaying(this, { language: 'es', signal });
  }

  async requireVoice(voice: string) {
    if (!(await this.#hasVoice(voice)))
      throw new AppError('engine.unsupportedVoice', `espeak-ng has no voice ${voice}`);
  }

  async say(request: SpeechRequest) {
    const { language, signal } = request;
    signal?.throwIfAborted();
    const ownVoice = await this.#voiceOf(language);
    if (ownVoice === undefined)
      throw new AppError('engine.unsupportedLanguage', `espeak-ng does not speak ${language}`);
    const voice = request.voice ?? ownVoice;
    await this.requireVoice(voice);
    if (!isSayable(request.text)) return silentSpeech(request);
    const units = textUnits(readable(request.text), language);
    const separator = wordSeparator(language);
    const say = (text: string) => this.#say(text, voice, request);
    const [plain, even, turns] = await whenAllEnded([
      say(units.join(separator)),
      say(atOneLoudness(units, separator)),
      say(inTurns(units, separator)),
    ]);
    const pieces = espeakTimes(units, { plain, atOneLoudness: even, inTurns: turns });
    return pieces
      ? writeMeasured(request, plain, pieces)
      : writeGuessed(request, [{ text: request.text, sound: plain }]);
  }

  async #say(text: string, voice: string, { folder, signal }: SpeechRequest): Promise<WavSound> {
    const wav = soundPath(folder);
    const read = `${wav}.txt`;
    try {
      await writeFile(read, text);
      await this.#run(['-b', '1', '-v', voice, '-w', wav, '-f', read], signal);
      return readWavSound(await readFile(wav));
    } finally {
      await Promise.all([wav, read].map((path) => rm(path, { force: true })));
    }
  }

  async #voiceOf(language: Language) {
    return espeakVoicesFor(language, await this.installed())[0];
  }

  async #hasVoice(voice: string) {
    const [base, variant, ...rest] = voice.split('+');
    if (rest.length > 0 || !(await this.installed()).some(({ name }) => name === base)) return false;
    return variant === undefined || (await this.variants()).includes(variant);
  }

  async #run(args: readonly string[], signal?: AbortSignal) {
    try {
      return (await runProgram({ command: this.command, args, limits, signal })).stdout;
    } catch (error) {
      throw engineError('espeak-ng', error);
    }
  }
}

/** Without what espeak-ng takes for orders: control characters, and phonemes in double brackets. */
const readable = (text: string) => text.replace(/\p{Cc}/gu, ' ').replace(/\[(?=\[)|\](?=\])/g, ' ');
