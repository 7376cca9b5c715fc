import type { TimedPiece } from '../transcriber/time-text.js';
import { wavSeconds, type WavSound } from './wav-sound.js';
import { isSayable } from './write-speech.js';

/**
 * espeak-ng tells no times on its command line, but a text may say how loud to be from a word on (Ctrl-A, number, A). So each
 * word gets one of five loudnesses in turn; against the same text all at one loudness the sound then tells which word it is of.
 * Five, so that words which are not said at all are noticed.
 */
const loudnesses = [100, 75, 50, 25, 0];
const tolerance = 0.08;
/** 3 ms at espeak-ng's 22,050 Hz. */
const windowSamples = 64;
/** Below it there is too little sound to compare. */
const leastMean = 30;

const marked = (loudness: number | undefined, unit: string) => `\u0001${loudness}A${unit}`;

export const inTurns = (units: readonly string[], separator: string) =>
  units.map((unit, i) => marked(loudnesses[i % loudnesses.length], unit)).join(separator);

export const atOneLoudness = (units: readonly string[], separator: string) =>
  units.map((unit) => marked(loudnesses[0], unit)).join(separator);

export interface MarkedSounds {
  /** Without marks, as it is heard. */
  readonly plain: WavSound;
  readonly atOneLoudness: WavSound;
  readonly inTurns: WavSound;
}

/** When each unit is said in the plain sound; undefined where the sounds do not tell. */
export function espeakTimes(units: readonly string[], sounds: MarkedSounds): TimedPiece[] | undefined {
  const { sampleRate, samples } = sounds.atOneLoudness;
  if (sounds.inTurns.samples.length !== samples.length) return undefined;
  const spans = spansOf(units.length, samples, sounds.inTurns.samples);
  const heard = spans.filter(Boolean).length;
  if (heard < units.filter(isSayable).length * leastHeardShare) return undefined;
  // Each mark makes its word some milliseconds longer.
  const longerSeconds = wavSeconds(sounds.atOneLoudness) - wavSeconds(sounds.plain);
  const plainSeconds = (sample: number, i: number) =>
    Math.max(0, sample / sampleRate - (longerSeconds * i) / units.length);
  return spans.flatMap((span, i) => {
    if (!span) return [];
    const next = spans.findIndex((one, at) => at > i && one !== undefined);
    const text = units.slice(i, next < 0 ? undefined : next).join(' ');
    return [{ text, startSeconds: plainSeconds(span.start, i), endSeconds: plainSeconds(span.end, i) }];
  });
}

/** "of the" and the like are said as one word, which is the first's. */
const leastHeardShare = 0.5;

interface Span {
  readonly start: number;
  end: number;
}

/** For each unit, from its first sample that is heard to its last. */
function spansOf(units: number, reference: Int16Array, turns: Int16Array): (Span | undefined)[] {
  const spans: (Span | undefined)[] = Array.from({ length: units });
  let unit = 0;
  for (let start = 0; start + windowSamples <= reference.length; start += windowSamples) {
    const loudness = loudnessAt(start, reference, turns);
    if (loudness < 0) continue;
    const next = unit + ((loudness - (unit % loudnesses.length) + loudnesses.length) % loudnesses.length);
    if (next >= units) continue;
    unit = next;
    const span = (spans[unit] ??= { start, end: start });
    span.end = start + windowSamples;
  }
  return spans;
}

/** Which of them it is; -1 where it is none, as between two words, or silence. */
function loudnessAt(start: number, reference: Int16Array, turns: Int16Array) {
  let [whole, part] = [0, 0];
  for (let i = start; i < start + windowSamples; i++) {
    whole += Math.abs(reference[i]!); // both have that length
    part += Math.abs(turns[i]!);
  }
  if (whole < leastMean * windowSamples) return -1;
  return loudnesses.findIndex((loudness) => Math.abs(part / whole - loudness / 100) <= tolerance);
}
