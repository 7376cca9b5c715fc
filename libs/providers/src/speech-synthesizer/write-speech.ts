import type { Language } from '@polyspool/contracts/languages';
import type { TimedWord } from '@polyspool/contracts/segments';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { timeText, type TimedPiece } from '../transcriber/time-text.js';
import { soundingPart } from './sounding-part.js';
import type { Speech, SpeechRequest } from './speech-synthesizer.js';
import { joinSounds, wavFile, wavSeconds, wavSilence, type WavSound } from './wav-sound.js';

/** Between the parts that an engine was asked for one by one. */
const pauseSeconds = 0.2;
const silence = wavSilence(0.5, 22_050);

/** Letters or digits: engines say something else, or nothing, to the rest. */
export const isSayable = (text: string) => /[\p{L}\p{N}]/u.test(text);

export const soundPath = (folder: string) => join(folder, `${randomUUID()}.wav`);

export interface SaidText {
  readonly text: string;
  readonly sound: WavSound;
}

/** What a text without words sounds like. */
export const silentSpeech = (request: SpeechRequest): Promise<Speech> => writeMeasured(request, silence, []);

/** Where an engine has told its times. */
export function writeMeasured(request: SpeechRequest, sound: WavSound, pieces: readonly TimedPiece[]): Promise<Speech> {
  const within = { startSeconds: 0, endSeconds: wavSeconds(sound) };
  const words = timeText({ text: request.text, language: request.language, within }, pieces);
  return write(request, { sound, words, isTimed: true });
}

/** Where only the parts have their times: their words share them by their length. */
export function writeGuessed(request: SpeechRequest, parts: readonly SaidText[]): Promise<Speech> {
  let offsetSeconds = 0;
  const words = parts.flatMap(({ text, sound }) => {
    const ownWords = guessed(text, request.language, sound).map((word) => later(word, offsetSeconds));
    offsetSeconds += wavSeconds(sound) + pauseSeconds;
    return ownWords;
  });
  const sound = joinSounds(
    parts.map((part) => part.sound),
    pauseSeconds,
  );
  return write(request, { sound, words, isTimed: false });
}

const guessed = (text: string, language: Language, sound: WavSound) =>
  timeText({ text, language, within: soundingPart(sound) }, []);

const later = (word: TimedWord, seconds: number): TimedWord => ({
  ...word,
  startSeconds: word.startSeconds + seconds,
  endSeconds: word.endSeconds + seconds,
});

async function write(
  { folder, signal }: SpeechRequest,
  { sound, ...times }: Pick<Speech, 'words' | 'isTimed'> & { readonly sound: WavSound },
): Promise<Speech> {
  signal?.throwIfAborted();
  const path = soundPath(folder);
  await writeFile(path, wavFile(sound));
  return { path, durationSeconds: wavSeconds(sound), ...times };
}
