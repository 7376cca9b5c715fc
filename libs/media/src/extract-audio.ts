import { AppError } from '@polyspool/contracts/errors';
import type { Demuxer, MediaInput } from './media-input.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface AudioExtraction {
  readonly input: MediaInput;
  /** Index of the audio track, first = 0. */
  readonly track: number;
  readonly startSeconds?: number;
  readonly endSeconds?: number;
  /** Of the whole file. Without it and `endSeconds` progress is told only at the end. */
  readonly durationSeconds?: number;
  readonly output: string;
  readonly format: 'flac' | 'wav';
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Second 0 of the output is second 0 of the file, also where the sound begins later or has holes:
 * they are filled with silence, or all that follows would come too early.
 */
export const keepTimeline = 'aresample=async=1:first_pts=0';

/** Their seeking only estimates, so the part before the start is decoded and dropped. */
const inexactSeeking: readonly Demuxer[] = ['mp3', 'aac', 'mpegts', 'mpeg', 'flv'];

/** Writes one audio track, or a range of it, as 16 kHz mono 16-bit. */
export async function extractAudio(extraction: AudioExtraction): Promise<void> {
  const { input, track, startSeconds = 0, endSeconds, durationSeconds, output, format, signal } = extraction;
  const end = endSeconds ?? durationSeconds;
  const seek = startSeconds > 0 ? ['-ss', String(startSeconds)] : [];
  const seeksExactly = !inexactSeeking.includes(input.demuxer);
  const length = endSeconds === undefined ? [] : ['-t', String(endSeconds - startSeconds)];
  const args = [
    ...(seeksExactly ? [] : seek),
    ...length,
    ...['-map', `0:a:${track}`, '-af', keepTimeline, '-ac', '1', '-ar', '16000', '-sample_fmt', 's16'],
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-c:a', format === 'wav' ? 'pcm_s16le' : 'flac', '-f', format],
  ];
  try {
    await runFfmpeg({
      input,
      before: ['-vn', '-sn', '-dn', ...(seeksExactly ? seek : [])],
      outputs: [{ args, path: output }],
      totalSeconds: end === undefined ? undefined : end - startSeconds,
      onProgress: extraction.onProgress,
      signal,
    });
  } catch (error) {
    if (!(error instanceof AppError) || !error.message.includes('matches no streams')) throw error;
    throw new AppError('media.noAudio', `The file has no audio track ${track}`, { cause: error });
  }
}
