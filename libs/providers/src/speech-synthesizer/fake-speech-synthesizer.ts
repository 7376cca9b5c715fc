import { AppError } from '@polyspool/contracts/errors';
import type { SpeechEngine } from '@polyspool/contracts/film';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { textUnits } from '../text-units.js';
import type { SpeechRequest, SpeechSynthesizer } from './speech-synthesizer.js';
import { isSayable, silentSpeech, writeMeasured } from './write-speech.js';
import type { WavSound } from './wav-sound.js';

export interface FakeSpeechOptions {
  readonly name?: SpeechEngine;
  readonly languages?: readonly Language[];
  readonly voices?: readonly string[];
  readonly source?: DigitalSourceType;
  /** Called before a text is said; may throw, or wait. */
  readonly before?: (request: SpeechRequest) => void | Promise<void>;
}

const sampleRate = 16_000;
export const fakeWordSeconds = 0.3;

/** Hums each word for as long as the next. For tests only. */
export class FakeSpeechSynthesizer implements SpeechSynthesizer {
  readonly said: SpeechRequest[] = [];
  readonly name: SpeechEngine;
  readonly source: DigitalSourceType;
  private readonly languages: readonly Language[];
  private readonly ownVoices: readonly string[];

  constructor(private readonly options: FakeSpeechOptions = {}) {
    this.name = options.name ?? 'flite';
    this.source = options.source ?? 'algorithmicMedia';
    this.languages = options.languages ?? ['en'];
    this.ownVoices = options.voices ?? ['low', 'high'];
  }

  async label(voice: string | undefined): Promise<EngineLabel> {
    return { engine: 'fake', version: `1 ${voice ?? this.ownVoices[0]}`, quality: 'draft' };
  }

  async speaks(language: Language) {
    return this.languages.includes(primaryLanguage(language));
  }

  async voices(language: Language) {
    return (await this.speaks(language)) ? this.ownVoices : [];
  }

  async check(signal: AbortSignal) {
    signal.throwIfAborted();
  }

  async requireVoice(voice: string) {
    if (!this.ownVoices.includes(voice)) throw new AppError('engine.unsupportedVoice', voice);
  }

  async say(request: SpeechRequest) {
    const { text, language, voice, signal } = request;
    signal?.throwIfAborted();
    if (!(await this.speaks(language))) throw new AppError('engine.unsupportedLanguage', `Not ${language}`);
    if (voice !== undefined) await this.requireVoice(voice);
    await this.options.before?.(request);
    signal?.throwIfAborted();
    this.said.push(request);
    if (!isSayable(text)) return silentSpeech(request);
    const units = textUnits(text, language);
    const words = units.map((unit, i) => ({
      text: unit,
      startSeconds: i * fakeWordSeconds,
      endSeconds: (i + 1) * fakeWordSeconds,
    }));
    return writeMeasured(request, hum(units.length, this.ownVoices.indexOf(voice ?? '')), words);
  }
}

function hum(words: number, voice: number): WavSound {
  const hertz = 200 + 50 * voice;
  const samples = Int16Array.from({ length: words * fakeWordSeconds * sampleRate }, (_, i) =>
    Math.round(8_000 * Math.sin((2 * Math.PI * hertz * i) / sampleRate)),
  );
  return { sampleRate, samples };
}
