import { inexactSeeking } from './extract-audio.js';
import type { MediaInput } from './media-input.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface PictureGrab {
  readonly input: MediaInput;
  readonly atSeconds: number;
  /** Of the longer side. Smaller pictures are left as they are. */
  readonly maxPixels?: number;
  readonly output: string;
  readonly signal?: AbortSignal;
}

/** Writes one frame of a recording as JPEG, the one that is shown at that time. */
export async function grabPicture({ input, atSeconds, maxPixels = 1280, output, signal }: PictureGrab): Promise<void> {
  const seek = ['-ss', String(atSeconds)];
  const seeks = !inexactSeeking.includes(input.demuxer);
  const square = 'scale=w=trunc(iw*sar/2)*2:h=ih,setsar=1';
  const smaller = `scale=w='min(iw,${maxPixels})':h='min(ih,${maxPixels})':force_original_aspect_ratio=decrease`;
  const args = ['-map', '0:v:0', '-vf', `${square},${smaller},format=yuvj420p`, '-frames:v', '1', '-q:v', '3'];
  await runFfmpeg({
    input,
    before: ['-an', '-sn', '-dn', ...(seeks ? seek : [])],
    outputs: [{ args: [...(seeks ? [] : seek), ...args, '-f', 'image2', '-update', '1'], path: output }],
    signal,
  });
}
