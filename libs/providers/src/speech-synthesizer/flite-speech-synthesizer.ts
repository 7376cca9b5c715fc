import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { runProgram } from '@polyspool/processes/run-program';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { engineError } from '../engine-error.js';
import { engineVersion } from '../engine-version.js';
import { textUnits } from '../text-units.js';
import { keptForAWhile } from '../translator/kept-for-a-while.js';
import { checkBySaying } from './check-by-saying.js';
import { fliteTimes } from './flite-sounds.js';
import { fliteText } from './flite-text.js';
import type { SpeechRequest, SpeechSynthesizer } from './speech-synthesizer.js';
import { readWavSound, wavSeconds } from './wav-sound.js';
import { whenAllEnded } from './when-all-ended.js';
import { isSayable, silentSpeech, soundPath, writeGuessed, writeMeasured } from './write-speech.js';

export interface FliteOptions {
  readonly command?: string | undefined;
  /** Taken where none is named. */
  readonly voice?: string | undefined;
}

const limits = { cpuSeconds: 600, fileSizeBytes: 512 * 1024 ** 2, addressSpaceBytes: 4 * 1024 ** 3 };
/** Says nothing but the time. */
const clockVoice = 'awb_time';
/** It says what the others say, in a tenth of their time. */
const quickest = 'kal';
const voicesKeptMs = 60_000;

/** Debian's flite: English, offline and quick, and one hears that it is a machine. It tells when it says what. */
export class FliteSpeechSynthesizer implements SpeechSynthesizer {
  readonly name = 'flite';
  readonly source = 'algorithmicMedia';
  private readonly command: string;
  private readonly voice: string;
  private readonly installed: () => Promise<readonly string[]>;

  constructor({ command = 'flite', voice = 'rms' }: FliteOptions = {}) {
    this.command = command;
    this.voice = voice;
    this.installed = keptForAWhile(() => this.#list(), voicesKeptMs);
  }

  async label(voice = this.voice): Promise<EngineLabel> {
    const version = await engineVersion({ programs: [this.command], data: [] });
    return { engine: 'flite', version: `${voice} ${version}`, quality: 'draft' };
  }

  async speaks(language: Language) {
    if (primaryLanguage(language) !== 'en') return false;
    return (await this.installed()).length > 0;
  }

  async voices(language: Language) {
    if (primaryLanguage(language) !== 'en') return [];
    const installed = await this.installed();
    return installed.includes(this.voice)
      ? [this.voice, ...installed.filter((name) => name !== this.voice)]
      : installed;
  }

  async check(signal: AbortSignal) {
    await checkBySaying(this, { language: 'en', signal });
  }

  /** A path or an address would be a voice too. */
  async requireVoice(voice: string) {
    if (!(await this.installed()).includes(voice))
      throw new AppError('engine.unsupportedVoice', `flite has no voice ${voice}`);
  }

  async say(request: SpeechRequest) {
    const { language, voice = this.voice, signal } = request;
    signal?.throwIfAborted();
    if (primaryLanguage(language) !== 'en')
      throw new AppError('engine.unsupportedLanguage', `flite speaks English only, not ${language}`);
    await this.requireVoice(voice);
    const text = fliteText(request.text);
    if (!isSayable(text)) return silentSpeech(request);
    const { sound, pieces } = await this.#say(request, text, voice);
    return pieces ? writeMeasured(request, sound, pieces) : writeGuessed(request, [{ text: request.text, sound }]);
  }

  async #say({ folder, language, signal }: SpeechRequest, text: string, voice: string) {
    const units = textUnits(text, language).filter(isSayable);
    const [whole, apart, wav] = [`${soundPath(folder)}.txt`, `${soundPath(folder)}.txt`, soundPath(folder)];
    try {
      // It forgets a last word that no line break follows.
      await Promise.all([writeFile(whole, `${text}\n`), writeFile(apart, `${units.join('\n\n')}\n`)]);
      const quickVoice = (await this.installed()).includes(quickest) ? quickest : voice;
      const [timed, alone] = await whenAllEnded([
        this.#run(['-voice', voice, '-psdur', '-f', whole, '-o', wav], signal),
        this.#run(['-voice', quickVoice, '-ps', '-f', apart, '-o', 'none'], signal),
      ]);
      const sound = readWavSound(await readFile(wav));
      return { sound, pieces: fliteTimes(units, { timed, alone, seconds: wavSeconds(sound) }) };
    } finally {
      await Promise.all([whole, apart, wav].map((path) => rm(path, { force: true })));
    }
  }

  async #list() {
    const listed = /Voices available:(.*)/.exec(await this.#run(['-lv']))?.[1] ?? '';
    return listed.split(/\s+/).filter((name) => name && name !== clockVoice);
  }

  async #run(args: readonly string[], signal?: AbortSignal) {
    try {
      return (await runProgram({ command: this.command, args, limits, signal })).stdout;
    } catch (error) {
      throw engineError('flite', error);
    }
  }
}
