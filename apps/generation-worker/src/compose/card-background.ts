import type { ClipFormat } from '@polyspool/media/clip-format';
import { runFfmpeg } from '@polyspool/media/run-ffmpeg';
import { resolve } from 'node:path';
import { secondsOf } from '../plan/scene-times.js';

/** Beyond the film, as the pictures of scenes are. */
const share = 1.25;

export interface FrameToKeep {
  readonly clip: string;
  readonly frame: number;
  readonly output: string;
  readonly signal: AbortSignal;
}

/** A frame of a clip, out of focus and dark, as a PNG on which a text can be read. */
export function cardBackground(keep: FrameToKeep, { width, height }: ClipFormat): Promise<void> {
  const blur = Math.round(Math.min(width, height) / 45);
  const looks = `scale=${width * share}:${height * share},gblur=sigma=${blur}:steps=3,colorlevels=romax=0.62:gomax=0.62:bomax=0.62,vignette=PI/5`;
  return writeFrame(keep, `${looks},format=rgb24`);
}

/** A frame of a clip as it is. */
export const keepFrame = (keep: FrameToKeep) => writeFrame(keep, 'format=rgb24');

async function writeFrame({ clip, frame, output, signal }: FrameToKeep, filters: string) {
  await runFfmpeg({
    input: { path: clip, demuxer: 'mov' },
    before: ['-an', '-sn', '-dn', '-ss', secondsOf(frame).toFixed(6)],
    outputs: [
      {
        args: ['-map', '0:v:0', '-vf', filters, '-frames:v', '1', '-c:v', 'png', '-f', 'image2', '-update', '1'],
        path: resolve(output),
      },
    ],
    signal,
  });
}
