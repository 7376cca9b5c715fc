import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import { resolve } from 'node:path';
import { sourceMark } from './film-codec.js';
import { measureLoudness, type Loudness } from './measure-loudness.js';
import type { MediaInput } from './media-input.js';
import { samplesPerSecond, withoutOrigin } from './part-codecs.js';
import { runFfmpeg } from './run-ffmpeg.js';
import { wavSeconds } from './wav-file.js';

export interface SoundLevelling {
  readonly input: MediaInput;
  /** Mono where nothing is said. */
  readonly channels?: 1 | 2;
  readonly source?: DigitalSourceType | undefined;
  /** A WAV: 16 bit, 48,000 samples a second. */
  readonly output: string;
  readonly signal?: AbortSignal | undefined;
}

export interface LevelledSound {
  /** EBU R 128, of what was written. Undefined of silence, and of what is shorter than 0.4 s. */
  readonly loudnessLufs: number | undefined;
  readonly durationSeconds: number;
}

/** As podcasts and the web's players want it. */
export const targetLufs = -16;
/** A coder of sound may add a little to what is between the samples. */
export const maxTruePeakDb = -1.5;

/** Brings a sound to -16 LUFS, without a true peak above -1.5 dB: by one gain for all of it, only peaks are bent. */
export async function levelSound(levelling: SoundLevelling): Promise<LevelledSound> {
  const { output, channels = 1, signal } = levelling;
  const found = await measure(levelling);
  let gainDb = found.integratedLufs === undefined ? 0 : targetLufs - found.integratedLufs;
  const made: MediaInput = { path: output, demuxer: 'wav' };
  for (let tries = 1; ; tries += 1) {
    await write(levelling, gainDb, (found.truePeakDb ?? -Infinity) + gainDb > maxTruePeakDb);
    const { integratedLufs } = await measureLoudness({ input: made, channels, signal });
    const missingDb = integratedLufs === undefined ? 0 : targetLufs - integratedLufs;
    if (Math.abs(missingDb) <= toleranceDb || tries === maxTries)
      return { loudnessLufs: integratedLufs, durationSeconds: await wavSeconds(output) };
    gainDb += missingDb; // what the limiter has taken away
  }
}

const toleranceDb = 0.2;
const maxTries = 3;

/** What is too short to measure is as loud as it would be over and over. */
async function measure({ input, channels = 1, signal }: SoundLevelling): Promise<Loudness> {
  const once = await measureLoudness({ input, channels, signal });
  if (once.integratedLufs !== undefined || once.truePeakDb === undefined) return once;
  return measureLoudness({ input, before: ['-stream_loop', '9'], channels, signal });
}

async function write({ input, channels = 1, source, output, signal }: SoundLevelling, gainDb: number, limits: boolean) {
  const limit = 10 ** ((maxTruePeakDb - 0.3) / 20);
  // Peaks between the samples are seen at four times their rate. The limiter looks ahead, and so is late by its attack.
  const limiter = [
    `aresample=${4 * samplesPerSecond}`,
    `apad=pad_dur=${lateSeconds}`,
    `alimiter=level=0:limit=${limit.toFixed(4)}:attack=${lateSeconds * 1000}:release=50`,
    `atrim=start=${lateSeconds}`,
    'asetpts=N/SR/TB',
    `aresample=${samplesPerSecond}`,
  ];
  const filters = [
    `aresample=${samplesPerSecond}`,
    `aformat=channel_layouts=${channels === 1 ? 'mono' : 'stereo'}`,
    `volume=${gainDb.toFixed(2)}dB:precision=float`,
    ...(limits ? limiter : []),
  ];
  await runFfmpeg({
    input,
    before: ['-vn', '-sn', '-dn'],
    outputs: [
      {
        args: [
          ...['-map', '0:a:0', '-af', filters.join(','), '-c:a', 'pcm_s16le', ...withoutOrigin],
          ...[...(source ? sourceMark(source) : []), '-f', 'wav'],
        ],
        path: resolve(output),
      },
    ],
    ...(signal && { signal }),
  });
}

const lateSeconds = 0.002;
