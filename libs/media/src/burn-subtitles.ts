import { AppError } from '@polyspool/contracts/errors';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { dirname } from 'node:path';
import { countFrames } from './count-frames.js';
import { drawSubtitles } from './draw-subtitles.js';
import { inexactSeeking } from './extract-audio.js';
import type { MediaInput } from './media-input.js';
import { pictureStream, readStreams, shownSize, type MediaStream } from './read-streams.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface BurnIn {
  readonly input: MediaInput;
  /** An .ass file whose second 0 is the start of the range, and whose pixels are those of `shownSize`. */
  readonly subtitles: string;
  readonly range: TimeRange;
  /** Of the whole file. */
  readonly durationSeconds: number;
  /** An MP4. */
  readonly output: string;
  readonly signal?: AbortSignal | undefined;
  /** Exact: counted in pictures. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * H.264 that every player knows. Of 8 s of busy 720p pictures, `veryfast` at CRF 20 took 13 s of processor time for 5.8 MB that are
 * like the source to 0.991 (SSIM), `medium` 22 s for 6.5 MB and 0.993. Part of the key under which films are kept.
 */
export const burnInSettings = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-profile:v', 'high'] as const;

/** What players of MP4 know. The rest is encoded again, with as many channels as it has. */
const copiedAudio = ['aac', 'mp3', 'ac3', 'eac3', 'alac', 'opus'];
const bitsPerChannel = 80_000;

/** Sound under one still picture: a film needs more pictures than one to change its subtitles. */
const stillFramesPerSecond = 10;

/**
 * A film, or a range of it, with its subtitles drawn into the pictures. These keep their times, also where they come at an
 * uneven rate; sound is copied where MP4 takes it. Throws `media.noPicture`.
 */
export async function burnSubtitles(burnIn: BurnIn): Promise<void> {
  const { input, range, durationSeconds, subtitles, output, signal, onProgress } = burnIn;
  const streams = await readStreams(input, signal);
  const picture = pictureStream(streams);
  if (!picture) throw new AppError('media.noPicture', 'The recording has no pictures to draw subtitles into');
  const isWhole = range.startSeconds === 0 && range.endSeconds >= durationSeconds;
  const frames = await countFrames({ input, stream: picture, range: isWhole ? undefined : range, signal });
  const seconds = range.endSeconds - range.startSeconds;
  const isStill = isWhole && frames <= 1 && seconds > 1;

  const seek = range.startSeconds > 0 ? ['-ss', String(range.startSeconds)] : [];
  const seeksExactly = !inexactSeeking.includes(input.demuxer);
  const shiftSeconds = seeksExactly ? 0 : range.startSeconds;
  const args = [
    ...(seeksExactly ? [] : seek),
    ...(isWhole && !isStill ? [] : ['-t', String(seconds)]),
    ...['-map', `0:${picture.index}`, '-vf', filters(burnIn, picture, { shiftSeconds, isStill })],
    ...[...burnInSettings, '-fps_mode', 'passthrough', '-enc_time_base:v', '-1'],
    ...audioArguments(streams),
    ...['-sn', '-dn', '-map_metadata', '0', '-movflags', '+faststart', '-f', 'mp4'],
  ];
  await runFfmpeg({
    input,
    before: seeksExactly ? seek : [],
    outputs: [{ args, path: output }],
    totalFrames: Math.max(1, isStill ? Math.round(seconds * stillFramesPerSecond) : frames),
    cwd: dirname(subtitles),
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  });
}

interface Timing {
  /** Where the times that the filter sees do not begin with the range. */
  readonly shiftSeconds: number;
  readonly isStill: boolean;
}

function filters({ subtitles, range }: BurnIn, picture: MediaStream, { shiftSeconds, isStill }: Timing) {
  const seconds = range.endSeconds - range.startSeconds;
  const still = [`tpad=stop_mode=clone:stop_duration=${seconds}`, `fps=${stillFramesPerSecond}`];
  const draw = drawSubtitles(subtitles, shownSize(picture));
  return [
    ...(isStill ? still : []),
    'pad=ceil(iw/2)*2:ceil(ih/2)*2',
    'format=yuv420p',
    ...(shiftSeconds > 0 ? [`setpts=PTS-${shiftSeconds}/TB`, draw, `setpts=PTS+${shiftSeconds}/TB`] : [draw]),
  ].join(',');
}

/** All tracks. Copied ones must not begin at the picture from which decoding begins, far before the range. */
function audioArguments(streams: readonly MediaStream[]) {
  const tracks = streams.filter(({ codec_type }) => codec_type === 'audio');
  return tracks.flatMap(({ index, codec_name, channels }, at) => [
    ...['-map', `0:${index}`],
    ...(copiedAudio.includes(codec_name)
      ? [`-c:a:${at}`, 'copy', `-copypriorss:a:${at}`, '0']
      : [`-c:a:${at}`, 'aac', `-b:a:${at}`, String(bitsPerChannel * Math.max(1, channels))]),
  ]);
}
