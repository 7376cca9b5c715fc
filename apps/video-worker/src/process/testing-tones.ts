import type { Segment } from '@polyspool/contracts/segments';
import { readFile } from 'node:fs/promises';
import { ScriptedTranscriber } from './testing.js';

const rateHz = 16_000;

/** When the tones of `beeping` begin, in seconds. Each lasts a fifth of a second. */
export const beepsSeconds = [1, 3.5, 7.25];

/** ffmpeg's expression of a tone at those times, and silence between. */
export const beeping = (hertz = 1000) =>
  `0.5*sin(2*PI*${hertz}*t)*(${beepsSeconds.map((from) => `between(t\\,${from}\\,${from + 0.2})`).join('+')})`;

/** Hears each tone as a line that says its pitch, loudest level and nothing else, for example `1000 Hz 0.50`. */
export const toneTranscriber = () => new ScriptedTranscriber(async (wavPath) => hearTones(await readFile(wavPath)));

function hearTones(wav: Buffer): Segment[] {
  const begin = wav.indexOf('data') + 8;
  const samples = Array.from({ length: (wav.length - begin) >> 1 }, (_, i) => wav.readInt16LE(begin + 2 * i) / 32_768);
  const loud = samples.flatMap((sample, index) => (Math.abs(sample) < 0.05 ? [] : [index]));
  const starts = loud.filter((index, place) => index - (loud[place - 1] ?? -rateHz) > rateHz / 10);
  return starts.map((start, place) => {
    const end = loud.findLast((index) => index < (starts[place + 1] ?? Infinity)) ?? start;
    const time = { startSeconds: start / rateHz, endSeconds: (end + 1) / rateHz };
    const text = describe(samples.slice(start, end + 1));
    return { ...time, text, words: [{ ...time, text }] };
  });
}

function describe(samples: readonly number[]) {
  const rises = samples.filter((sample, index) => sample >= 0 && (samples[index - 1] ?? 0) < 0).length;
  const hertz = Math.round((rises * rateHz) / samples.length / 100) * 100;
  return `${hertz} Hz ${samples.reduce((loudest, sample) => Math.max(loudest, sample), 0).toFixed(2)}`;
}
