import { AppError } from '@polyspool/contracts/errors';
import type { SpeechEngine } from '@polyspool/contracts/film';
import type { Language } from '@polyspool/contracts/languages';
import type { SpeechSynthesizer } from './speech-synthesizer.js';

export interface WantedSpeech {
  readonly engine?: SpeechEngine | undefined;
  readonly language: Language;
  readonly signal?: AbortSignal | undefined;
}

/** Of draft quality, but on this machine: the first that speaks the language. */
const lastResorts: readonly SpeechEngine[] = ['flite', 'espeak'];

/** The engines that are there. */
export class SpeechSynthesizers {
  constructor(
    private readonly byName: ReadonlyMap<SpeechEngine, SpeechSynthesizer>,
    /** Taken where none is named and it speaks the language. */
    readonly standard?: SpeechEngine,
  ) {}

  get all(): readonly SpeechSynthesizer[] {
    return [...this.byName.values()];
  }

  /** Throws `engine.missing`. */
  require(name: SpeechEngine): SpeechSynthesizer {
    const synthesizer = this.byName.get(name);
    if (!synthesizer) throw new AppError('engine.missing', `The speech engine ${name} is not configured`);
    return synthesizer;
  }

  /** Throws `engine.missing`, `engine.unsupportedLanguage`, and what an engine throws that has to be asked. */
  async choose({ engine, language, signal }: WantedSpeech): Promise<SpeechSynthesizer> {
    if (engine) {
      const named = this.require(engine);
      if (await named.speaks(language, signal)) return named;
      throw new AppError('engine.unsupportedLanguage', `${engine} does not speak ${language}`);
    }
    const standard = this.standard && this.require(this.standard);
    if (await standard?.speaks(language, signal)) return standard!; // it has just answered
    return this.#lastResort(language, signal);
  }

  async #lastResort(language: Language, signal: AbortSignal | undefined) {
    let missing: unknown;
    for (const name of lastResorts) {
      const synthesizer = this.byName.get(name);
      try {
        if (await synthesizer?.speaks(language, signal)) return synthesizer!; // it has just answered
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'engine.missing') throw error;
        missing = error;
      }
    }
    throw missing ?? new AppError('engine.unsupportedLanguage', `No speech engine speaks ${language}`);
  }
}
