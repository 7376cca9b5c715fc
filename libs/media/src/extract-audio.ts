import { AppError } from '@polyspool/contracts/errors';
import type { Demuxer, MediaInput } from './media-input.js';
import { endsEarly, tellHoles } from './missing-sound.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface AudioExtraction {
  readonly input: MediaInput;
  /** Index of the audio track, first = 0. */
  readonly track: number;
  readonly startSeconds?: number;
  readonly endSeconds?: number;
  /** Of the whole file. Without it and `endSeconds` progress is told only at the end. */
  readonly durationSeconds?: number;
  /** ffmpeg's filters. They get the track in its own rate and channels. */
  readonly filters?: readonly string[] | undefined;
  readonly output: string;
  readonly format: 'flac' | 'wav';
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

export interface ExtractedAudio {
  /** Something could not be read, and was left out. Of a range AVI does not show it. */
  readonly isDamaged: boolean;
}

/**
 * Second 0 of the output is second 0 of the file, also where the sound begins later or has holes:
 * they are filled with silence, or all that follows would come too early. Smaller ones are let add up to 40 ms.
 */
export const keepTimeline = 'aresample=async=1:first_pts=0:min_hard_comp=0.04';

/** Their seeking only estimates, so the part before the start is decoded and dropped. */
export const inexactSeeking: readonly Demuxer[] = ['mp3', 'aac', 'mpegts', 'mpeg', 'flv'];

/**
 * More channels than two into one: what is spoken comes mostly from the middle, and would be an eighth as loud by ffmpeg's own
 * measure, which leaves room for all channels at their loudest.
 */
export const downmix = (channels: number): readonly string[] =>
  channels > 2 ? ['aresample=ochl=mono:center_mix_level=1.4:surround_mix_level=0.25:rematrix_maxval=1.4'] : [];

/** Writes one audio track, or a range of it, as 16 kHz mono 16-bit. */
export async function extractAudio(extraction: AudioExtraction): Promise<ExtractedAudio> {
  const {
    input,
    track,
    startSeconds = 0,
    endSeconds,
    durationSeconds,
    output,
    format,
    signal,
    filters = [],
  } = extraction;
  const end = endSeconds ?? durationSeconds;
  const seek = startSeconds > 0 ? ['-ss', String(startSeconds)] : [];
  const seeksExactly = !inexactSeeking.includes(input.demuxer);
  const length = endSeconds === undefined ? [] : ['-t', String(endSeconds - startSeconds)];
  const args = [
    ...(seeksExactly ? [] : seek),
    ...length,
    ...soundOf(input, track, [keepTimeline, ...filters]),
    ...['-ac', '1', '-ar', '16000', '-sample_fmt', 's16'],
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-c:a', format === 'wav' ? 'pcm_s16le' : 'flac', '-f', format],
  ];
  try {
    const { complaints, outputSeconds } = await runFfmpeg({
      input,
      before: ['-vn', '-sn', '-dn', ...(seeksExactly ? seek : [])],
      outputs: [{ args, path: output }],
      totalSeconds: end === undefined ? undefined : end - startSeconds,
      onProgress: extraction.onProgress,
      signal,
    });
    const isWhole = startSeconds === 0 && endSeconds === undefined;
    return { isDamaged: complaints !== '' || (isWhole && (await endsEarly(input, track, outputSeconds, signal))) };
  } catch (error) {
    if (!(error instanceof AppError) || !error.message.includes('matches no streams')) throw error;
    throw new AppError('media.noAudio', `The file has no audio track ${track}`, { cause: error });
  }
}

function soundOf(input: MediaInput, track: number, filters: readonly string[]) {
  const holes = tellHoles(input);
  if (!holes) return ['-map', `0:a:${track}`, '-af', filters.join(',')];
  const graph = `[0:a:${track}]asplit[heard][timed];[timed]${holes};[heard]${filters.join(',')}[sound]`;
  return ['-filter_complex', graph, '-map', '[sound]'];
}
