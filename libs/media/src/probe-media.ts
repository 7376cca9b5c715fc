import { AppError } from '@polyspool/contracts/errors';
import type { MediaProbe } from '@polyspool/contracts/files';
import { findDuration } from './find-duration.js';
import { FfprobeReport, type FfprobeStream } from './ffprobe-report.js';
import { isCutShort } from './is-cut-short.js';
import type { MediaInput } from './media-input.js';
import { shownSize } from './read-streams.js';
import { runFfprobe } from './run-ffprobe.js';

export interface MediaLimits {
  readonly maxDurationSeconds: number;
  readonly maxStreams: number;
  /** Of either side of the picture. */
  readonly maxSidePixels: number;
}

export const mediaLimits: MediaLimits = { maxDurationSeconds: 4 * 3600, maxStreams: 16, maxSidePixels: 8192 };

export interface ProbeOptions extends MediaInput, Partial<MediaLimits> {
  readonly signal?: AbortSignal;
  /** For each of the few looks that it takes. */
  readonly timeoutMs?: number;
}

/** What a recording holds. Throws `media.*` for what is no recording that can be worked with. */
export async function probeMedia({ path, demuxer, signal, timeoutMs, ...own }: ProbeOptions): Promise<MediaProbe> {
  const limits = { ...mediaLimits, ...own };
  const input = { path, demuxer };
  if (await isCutShort(input)) throw new AppError('media.unreadable', 'The file ends too early: it was cut short');
  const show = ['-show_streams', '-show_format', '-of', 'json'];
  const { stdout, stderr } = await runFfprobe({ input, args: show, signal, timeoutMs });
  const report = FfprobeReport.parse(JSON.parse(stdout));

  checkStreams(report.streams, limits);
  const durationSeconds = await findDuration({ input, report, warnings: stderr, signal, timeoutMs });
  checkDuration(durationSeconds, limits);
  return {
    demuxer,
    durationSeconds,
    video: report.streams.filter(isMovingPicture).map(videoTrack)[0],
    audioTracks: report.streams.filter(isAudio).map(audioTrack),
  };
}

function checkStreams(streams: readonly FfprobeStream[], limits: MediaLimits) {
  if (streams.length === 0) throw new AppError('media.unreadable', 'The file has no streams');
  if (streams.length > limits.maxStreams)
    throw new AppError('media.tooManyStreams', `${streams.length} streams, allowed are ${limits.maxStreams}`);
  for (const { width, height } of streams.filter(isMovingPicture))
    if (Math.max(width, height) > limits.maxSidePixels)
      throw new AppError('media.tooLargePicture', `${width} x ${height} pixels, allowed are ${limits.maxSidePixels}`);
  if (!streams.some(isAudio)) throw new AppError('media.noAudio', 'The file has no audio track');
}

function checkDuration(seconds: number, { maxDurationSeconds }: MediaLimits) {
  if (seconds <= 0) throw new AppError('media.noDuration', 'The file has no playing time');
  if (seconds > maxDurationSeconds)
    throw new AppError('media.tooLong', `${Math.round(seconds)} seconds, allowed are ${maxDurationSeconds}`);
}

const isAudio = (stream: FfprobeStream) => stream.codec_type === 'audio';

/** A cover picture is a video stream too, of one frame. */
const isMovingPicture = (stream: FfprobeStream) =>
  stream.codec_type === 'video' && stream.disposition.attached_pic === 0;

const videoTrack = (stream: FfprobeStream): MediaProbe['video'] => ({
  codec: stream.codec_name,
  ...shownSize(stream),
  framesPerSecond: fraction(stream.avg_frame_rate) || fraction(stream.r_frame_rate),
});

const audioTrack = (stream: FfprobeStream): MediaProbe['audioTracks'][number] => ({
  codec: stream.codec_name,
  channels: stream.channels,
  sampleRateHz: stream.sample_rate,
  language: stream.tags.language === 'und' ? undefined : stream.tags.language,
  title: stream.tags.title,
});

/** `30000/1001` as a number; 0 for `0/0`. */
function fraction(text: string) {
  const [over = 0, under = 1] = text.split('/').map(Number);
  return under > 0 ? over / under : 0;
}
