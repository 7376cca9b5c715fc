import { AppError } from '@polyspool/contracts/errors';
import type { ResourceLimits } from '@polyspool/processes/resource-limits';
import { runProgram } from '@polyspool/processes/run-program';
import { inputArguments, type MediaInput } from './media-input.js';

export interface FfmpegRun {
  /** What people sent; it is read with care. */
  readonly input?: MediaInput;
  /** Options of the input, for example where to begin. */
  readonly before?: readonly string[];
  /** Arguments of further inputs, which must be files of our own making. */
  readonly more?: readonly string[];
  readonly outputs: readonly FfmpegOutput[];
  /** Playing time of the output; without it there is no progress. */
  readonly totalSeconds?: number;
  /** Pictures that will come out. Counts before `totalSeconds`: sound that is only copied runs ahead of its pictures. */
  readonly totalFrames?: number;
  /** `fraction` grows from 0 to 1, and is 1 only when all has succeeded. */
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
  readonly cwd?: string;
  readonly limits?: ResourceLimits;
}

export interface FfmpegOutput {
  /** Maps, filters and codecs. */
  readonly args: readonly string[];
  /** Where there is none, the output is thrown away. */
  readonly path?: string;
}

const defaultLimits: ResourceLimits = {
  cpuSeconds: 4 * 3600,
  fileSizeBytes: 16 * 1024 ** 3,
  openFiles: 256,
  addressSpaceBytes: 8 * 1024 ** 3,
};

export interface FfmpegRunOutput {
  readonly outputSeconds: number;
  /** What ffmpeg found wrong and yet went on with; empty where all was well. */
  readonly complaints: string;
}

/** Runs ffmpeg over one file. Throws `media.unreadable`, `process.failed`. */
export async function runFfmpeg(run: FfmpegRun): Promise<FfmpegRunOutput> {
  const progress = new Progress(run);
  try {
    const { stderr } = await runProgram({
      command: 'ffmpeg',
      args: [
        ...['-hide_banner', '-nostdin', '-v', 'error', '-y', '-nostats', '-progress', 'pipe:1', '-stats_period', '0.5'],
        ...(run.input ? inputArguments(run.input, [...oneClock(run.input), ...(run.before ?? [])]) : []),
        ...(run.more ?? []),
        ...run.outputs.flatMap(({ args, path }) => [...args, ...(path ? [`file:${path}`] : ['-f', 'null', '-'])]),
      ],
      cwd: run.cwd,
      signal: run.signal,
      limits: { ...defaultLimits, ...run.limits },
      onLine: (line) => progress.read(line),
    });
    progress.finish();
    return { outputSeconds: progress.seconds, complaints: stderr };
  } catch (error) {
    throw failureOf(run, error);
  }
}

/**
 * ffmpeg counts time from the first stream of a file; of MPEG and Ogg only from the first one that it was asked for, so that
 * sound which begins after the pictures would come too early. A microsecond of offset keeps it from that.
 */
const oneClock = ({ demuxer }: MediaInput) =>
  ['mpegts', 'mpeg', 'ogg'].includes(demuxer) ? ['-itsoffset', '0.000001'] : [];

/** Reads the `key=value` lines of `-progress`. */
class Progress {
  seconds = 0;
  private told = -1;

  constructor(private readonly run: FfmpegRun) {}

  read(line: string) {
    const { totalFrames } = this.run;
    if (totalFrames && line.startsWith('frame=')) this.tell(Math.min(0.999, Number(line.slice(6)) / totalFrames));
    if (!line.startsWith('out_time_us=')) return;
    const microseconds = Number(line.slice('out_time_us='.length)); // N/A until there is output
    if (Number.isFinite(microseconds)) this.seconds = Math.max(this.seconds, microseconds / 1e6);
    const { totalSeconds } = this.run;
    // The sound may be longer than the picture: all of it is done only when ffmpeg has ended well.
    if (totalSeconds && !totalFrames) this.tell(Math.min(0.999, this.seconds / totalSeconds));
  }

  finish() {
    this.tell(1);
  }

  private tell(fraction: number) {
    if (fraction <= this.told) return;
    this.told = fraction;
    this.run.onProgress?.(fraction);
  }
}

/** Where things lie here is nothing for people elsewhere. */
const folders = /(?:file:)?(?<![\w.])\/(?:[^\s/:'"]+\/)+/gu;

function failureOf({ input, outputs, signal }: FfmpegRun, error: unknown) {
  if (!(error instanceof AppError) || error.code !== 'process.failed' || signal?.aborted) return error;
  const paths = [input?.path ?? [], ...outputs.flatMap(({ path }) => path ?? [])].flat();
  const detail = paths.reduce((text, path) => text.replaceAll(path, 'media'), error.message).replace(folders, '');
  const isDamaged = detail.includes('Invalid data found when processing input');
  return new AppError(isDamaged ? 'media.unreadable' : 'process.failed', detail, { cause: error });
}
