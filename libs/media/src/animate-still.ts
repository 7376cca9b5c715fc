import { AppError } from '@polyspool/contracts/errors';
import type { FilmQuality, Movement } from '@polyspool/contracts/film';
import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import { dirname, resolve } from 'node:path';
import { cameraPath } from './camera-path.js';
import type { ClipFormat } from './clip-format.js';
import { drawSubtitles } from './draw-subtitles.js';
import { driftFilters } from './drift-filters.js';
import { filmCodec, sourceMark } from './film-codec.js';
import { withoutOrigin } from './part-codecs.js';
import { runFfmpeg } from './run-ffmpeg.js';
import { zoomFilters } from './zoom-filters.js';

export interface AnimatedStill {
  /** PNGs: one picture, or its layers from the back to the front, all of one size. */
  readonly pictures: readonly string[];
  readonly movement: Movement;
  /** Decides what the movement leaves open. */
  readonly seed: number;
  readonly frames: number;
  readonly format: ClipFormat;
  readonly quality: FilmQuality;
  /** Both ends of the clip, of so many frames, can be cut off and joined with others without encoding what is between. */
  readonly transitionFrames: number;
  /** An .ass file, timed from the start of the clip, whose pixels are those of the format. */
  readonly subtitles?: string | undefined;
  readonly source?: DigitalSourceType | undefined;
  /** An MP4. */
  readonly output: string;
  readonly signal?: AbortSignal | undefined;
  /** Exact: counted in pictures. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Pictures that move for exactly so many frames, without sound. The same order gives the same bytes. */
export async function animateStill(still: AnimatedStill): Promise<void> {
  const { pictures, frames, format, quality, transitionFrames, subtitles, source, output } = still;
  if (frames < Math.max(1, 2 * transitionFrames))
    throw new AppError('input.invalid', `${frames} frames do not hold two transitions of ${transitionFrames}`);
  const keys = [...new Set([0, transitionFrames, frames - transitionFrames])].map((frame) => `eq(n,${frame})`);
  await runFfmpeg({
    more: pictures.flatMap((path) => [
      ...['-protocol_whitelist', 'file', '-f', 'image2', '-pattern_type', 'none'],
      ...['-framerate', String(format.framesPerSecond), '-i', `file:${resolve(path)}`],
    ]),
    outputs: [
      {
        args: [
          ...['-filter_complex', filterGraph(still), '-map', '[moving]'],
          ...[...filmCodec(format, quality), '-force_key_frames', `expr:${keys.join('+')}`, ...withoutOrigin],
          ...(source ? sourceMark(source) : []),
          ...['-movflags', '+faststart+use_metadata_tags', '-f', 'mp4'],
        ],
        path: resolve(output),
      },
    ],
    totalFrames: frames,
    ...(subtitles !== undefined && { cwd: dirname(resolve(subtitles)) }),
    ...(still.onProgress && { onProgress: still.onProgress }),
    ...(still.signal && { signal: still.signal }),
  });
}

function filterGraph({ pictures, movement, seed, frames, format, subtitles }: AnimatedStill) {
  const path = cameraPath(movement, seed, frames / format.framesPerSecond);
  const shot = { layers: pictures.length, path, frames, format };
  const isDrift = movement === 'panLeft' || movement === 'panRight' || movement === 'parallax';
  const draw = subtitles === undefined ? '' : `,${drawSubtitles(subtitles, format)}`;
  const finish = `trim=end_frame=${frames},setsar=1${draw},format=yuv420p[moving]`;
  return `${isDrift ? driftFilters(shot) : zoomFilters(shot)},${finish}`;
}
