import { resolve } from 'node:path';
import { frameCount, type ClipFormat } from './clip-format.js';
import { encodedSound, partSound, pictureCodec, samplesPerSecond, soundFilter, withoutOrigin } from './part-codecs.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface StillVideo {
  /** A PNG that was made here. */
  readonly picturePath: string;
  readonly seconds: number;
  readonly format: ClipFormat;
  /** A film to be played, or a part to be joined with others. */
  readonly as: 'film' | 'part';
  readonly output: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** A picture that stands still in silence. Answers how long it plays: whole frames. */
export async function stillVideo(still: StillVideo): Promise<number> {
  const { picturePath, format, as, output, signal, onProgress } = still;
  const { width, height, framesPerSecond } = format;
  const frames = frameCount(still.seconds, format);
  const seconds = frames / framesPerSecond;
  const fit = `scale=${width}:${height}:force_original_aspect_ratio=decrease:out_color_matrix=bt709,pad=${width}:${height}:-1:-1`;
  await runFfmpeg({
    more: [
      ...['-protocol_whitelist', 'file', '-f', 'image2', '-pattern_type', 'none', '-loop', '1'],
      ...['-framerate', String(framesPerSecond), '-i', `file:${resolve(picturePath)}`],
      ...['-f', 'lavfi', '-i', `anullsrc=r=${samplesPerSecond}:cl=stereo`],
    ],
    outputs: [
      {
        args: [
          ...['-map', '0:v', '-map', '1:a', '-vf', `${fit},setsar=1,format=yuv420p,trim=end_frame=${frames}`],
          ...['-af', soundFilter(frames, format), ...pictureCodec(format), '-tune', 'stillimage'],
          ...(as === 'film' ? [...encodedSound, '-movflags', '+faststart', '-f', 'mp4'] : [...partSound, '-f', 'mov']),
          ...withoutOrigin,
        ],
        path: output,
      },
    ],
    totalSeconds: seconds,
    onProgress,
    signal,
  });
  return seconds;
}
