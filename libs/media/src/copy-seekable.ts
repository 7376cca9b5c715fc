import { inexactSeeking } from './extract-audio.js';
import type { MediaInput } from './media-input.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface SeekableCopy {
  readonly input: MediaInput;
  readonly output: string;
  readonly signal?: AbortSignal;
}

/** Whether any time in it is found without reading all that comes before. */
export const seeksExactly = ({ demuxer }: MediaInput) => !inexactSeeking.includes(demuxer);

/** Pictures and sound as they are, all tracks, in a container with an index. Throws `process.failed` where their times are not all known. */
export async function copySeekable({ input, output, signal }: SeekableCopy): Promise<MediaInput> {
  await runFfmpeg({
    input,
    before: ['-fflags', '+genpts'],
    outputs: [
      { args: ['-map', '0:v:0?', '-map', '0:a', '-c', 'copy', '-map_metadata', '-1', '-f', 'matroska'], path: output },
    ],
    signal,
  });
  return { path: output, demuxer: 'matroska' };
}
