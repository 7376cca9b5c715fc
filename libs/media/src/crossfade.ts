import type { FilmQuality } from '@polyspool/contracts/film';
import { resolve } from 'node:path';
import type { ClipFormat } from './clip-format.js';
import { filmCodec } from './film-codec.js';
import type { FilmClip } from './film-pieces.js';
import { withoutOrigin } from './part-codecs.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface Crossfade {
  /** Made by `animateStill` in one format and quality, each with transitions of at least so many frames. */
  readonly from: FilmClip;
  readonly to: FilmClip;
  readonly frames: number;
  readonly format: ClipFormat;
  readonly quality: FilmQuality;
  readonly output: string;
  readonly signal?: AbortSignal | undefined;
}

/** The last frames of one clip, fading into the first of the next: exactly so many. */
export async function crossfade({ from, to, frames, format, quality, output, signal }: Crossfade): Promise<void> {
  const { framesPerSecond } = format;
  const clip = ({ path }: FilmClip, startFrame: number) => [
    ...['-protocol_whitelist', 'file', '-f', 'mov', '-ss', (startFrame / framesPerSecond).toFixed(6)],
    ...['-i', `file:${resolve(path)}`],
  ];
  // At the end of one of them `xfade` would show the other alone, too early.
  const exact = `trim=end_frame=${frames},tpad=stop_mode=clone:stop=2,settb=1/${framesPerSecond},setpts=N,fps=${framesPerSecond}`;
  const fade = `xfade=transition=fade:offset=0:duration=${(frames / framesPerSecond).toFixed(6)}`;
  const graph = `[0:v]${exact}[from];[1:v]${exact}[to];[from][to]${fade},trim=end_frame=${frames},setsar=1,format=yuv420p[fading]`;
  await runFfmpeg({
    more: [...clip(from, from.frames - frames), ...clip(to, 0)],
    outputs: [
      {
        args: [
          ...['-filter_complex', graph, '-map', '[fading]'],
          ...[...filmCodec(format, quality), ...withoutOrigin, '-f', 'mp4'],
        ],
        path: resolve(output),
      },
    ],
    totalFrames: frames,
    ...(signal && { signal }),
  });
}
