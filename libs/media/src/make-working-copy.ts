import { downmix, keepTimeline } from './extract-audio.js';
import { measureLoudness, type Loudness } from './measure-loudness.js';
import type { MediaInput } from './media-input.js';
import { samplesPerSecond } from './part-codecs.js';
import { runFfmpeg } from './run-ffmpeg.js';

interface WorkingSource {
  readonly input: MediaInput;
  /** Of the first audio track. */
  readonly channels: number;
  readonly signal?: AbortSignal;
}

export interface WorkingCopyWanted extends WorkingSource, Pick<WorkingLevel, 'gainDb'> {
  readonly durationSeconds: number;
  readonly output: string;
  readonly onProgress?: (fraction: number) => void;
}

export interface WorkingLevel {
  /** Of the recording as it came. */
  readonly loudness: Loudness;
  /** What the copy is made louder by. */
  readonly gainDb: number;
}

/** EBU R 128: programmes are this loud on average, and no true peak is higher. */
export const workingLufs = -23;
export const workingPeakDb = -1;

/** By how much a copy of the first audio track has to be louder, to be -23 LUFS loud without a peak above -1 dBTP. */
export async function measureWorkingLevel({ input, channels, signal }: WorkingSource): Promise<WorkingLevel> {
  const layout = downmix(channels);
  const loudness = await measureLoudness({ input, signal });
  const copied = layout.length > 0 ? await measureLoudness({ input, filters: layout, signal }) : loudness;
  return { loudness, gainDb: gainOf(copied) };
}

/**
 * The first audio track as FLAC of 16 bit and 48,000 samples a second, mono or stereo, by one gain for all of it: nothing is bent.
 * Second 0 is second 0 of the recording.
 */
export async function makeWorkingCopy(wanted: WorkingCopyWanted): Promise<void> {
  const { input, channels, gainDb, durationSeconds, output, signal, onProgress } = wanted;
  const filters = [
    keepTimeline,
    ...downmix(channels),
    `volume=${gainDb.toFixed(2)}dB:precision=float`,
    // Fewer bits without dither would add distortion where it is quiet.
    `aresample=${samplesPerSecond}:osf=s16:dither_method=triangular`,
  ];
  await runFfmpeg({
    input,
    before: ['-vn', '-sn', '-dn'],
    outputs: [
      {
        args: [
          ...['-map', '0:a:0', '-af', filters.join(','), '-map_metadata', '-1', '-fflags', '+bitexact'],
          ...['-c:a', 'flac', '-sample_fmt', 's16', '-f', 'flac'],
        ],
        path: output,
      },
    ],
    totalSeconds: durationSeconds,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
}

/** What has no loudness keeps its level. */
function gainOf({ integratedLufs, truePeakDb }: Loudness) {
  if (integratedLufs === undefined) return 0;
  return Math.min(workingLufs - integratedLufs, truePeakDb === undefined ? Infinity : workingPeakDb - truePeakDb);
}
