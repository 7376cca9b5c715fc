import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel, Segment } from '@polyspool/contracts/segments';
import { runProgram } from '@polyspool/processes/run-program';
import { engineError } from '../engine-error.js';
import { engineVersion } from '../engine-version.js';
import { segmentOf } from './segment-words.js';
import { UtteranceReader } from './utterance-reader.js';
import { splitUtterance } from './split-utterance.js';
import type { TranscribeOptions, Transcriber } from './transcriber.js';
import { withProbeSound } from './with-probe-sound.js';

export interface PocketsphinxOptions {
  readonly command?: string;
  /** Where its model is installed. It knows itself; this tells one model from the next. */
  readonly modelFolder?: string;
}

/** Its model takes 110 MB; an hour of speech takes it 20 minutes. */
const limits = { cpuSeconds: 4 * 3600, fileSizeBytes: 0, addressSpaceBytes: 2 * 1024 ** 3 };

/** Debian's pocketsphinx with its English model: offline, and of draft quality (word error rate 22 % of clean speech). */
export class PocketsphinxTranscriber implements Transcriber {
  readonly languages = ['en'];
  private readonly command: string;
  private readonly modelFolder: string;

  constructor({ command, modelFolder }: PocketsphinxOptions = {}) {
    this.command = command ?? 'pocketsphinx_continuous';
    this.modelFolder = modelFolder ?? '/usr/share/pocketsphinx/model/en-us';
  }

  async describe(): Promise<EngineLabel> {
    const version = await engineVersion({ programs: [this.command], data: [this.modelFolder] });
    return { engine: 'pocketsphinx', version, quality: 'draft' };
  }

  supports(language: Language) {
    return primaryLanguage(language) === 'en';
  }

  async check(signal: AbortSignal) {
    await withProbeSound((wav) => this.transcribe(wav, { language: 'en', signal }));
  }

  /** It has one model and tries to hear English in everything. */
  async identify() {
    return undefined;
  }

  async transcribe(wavPath: string, { language, signal, onProgress }: TranscribeOptions): Promise<Segment[]> {
    if (!this.supports(language))
      throw new AppError('engine.unsupportedLanguage', `pocketsphinx knows English only, not ${language}`);
    const reader = new UtteranceReader((word) => onProgress?.(word.endSeconds));
    try {
      await runProgram({
        command: this.command,
        // Its noise removal spoils real recordings: 35 % of wrong words instead of 22 %.
        args: ['-infile', wavPath, '-remove_noise', 'no', '-time', 'yes', '-logfn', '/dev/null'],
        limits,
        signal,
        onLine: (line) => reader.read(line),
      });
    } catch (error) {
      throw engineError('pocketsphinx', error);
    }
    return reader.utterances.flatMap((words) => splitUtterance(words)).map((words) => segmentOf(words, language));
  }
}
