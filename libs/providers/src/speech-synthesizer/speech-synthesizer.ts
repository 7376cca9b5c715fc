import type { SpeechEngine } from '@polyspool/contracts/film';
import type { Language } from '@polyspool/contracts/languages';
import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import type { EngineLabel, TimedWord } from '@polyspool/contracts/segments';

export interface SpeechRequest {
  readonly text: string;
  readonly language: Language;
  /** As the engine calls it; its own choice where nothing is said. */
  readonly voice?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** For the sound, and for files on the way to it. */
  readonly folder: string;
}

export interface Speech {
  /** A WAV file of 16-bit samples, in the folder, under a name of its own. */
  readonly path: string;
  readonly durationSeconds: number;
  /** All of the text, in seconds of the sound; in order, one not beginning before the one ahead of it ends. */
  readonly words: readonly TimedWord[];
  /** The times of words were measured, not guessed from their length. */
  readonly isTimed: boolean;
}

/** Says a text. One that has nothing to say is a moment of silence. */
export abstract class SpeechSynthesizer {
  abstract readonly name: SpeechEngine;
  /** How the sound is to be marked. */
  abstract readonly source: DigitalSourceType;
  /** Sounds are kept under this label: another voice, model or version has another one. */
  abstract label(voice: string | undefined, language: Language): Promise<EngineLabel>;
  /** Throws `engine.missing`, `engine.unavailable`. */
  abstract speaks(language: Language, signal?: AbortSignal): Promise<boolean>;
  /** That fit the language; the one it takes where none is named comes first. */
  abstract voices(language: Language, signal?: AbortSignal): Promise<readonly string[]>;
  /** Before anything is made. Throws `engine.unsupportedVoice` where it knows that it has no such voice, whatever the language. */
  abstract requireVoice(voice: string, signal?: AbortSignal): Promise<void>;
  /** Throws `engine.unsupportedLanguage`, `engine.unsupportedVoice`, `engine.missing`, `engine.failed`, `engine.unavailable`, `engine.refused`. */
  abstract say(request: SpeechRequest): Promise<Speech>;
  /** Has the engine say something; throws where it cannot. */
  abstract check(signal: AbortSignal): Promise<void>;
}
