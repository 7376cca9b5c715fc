import { basename } from 'node:path';

/**
 * ffmpeg's filter that draws an .ass file into pictures of that size; ffmpeg is to run in the folder of the file, as a path in a
 * filter would have to be escaped twice. `subtitles=` of ffmpeg 5.1 cannot be told to shape letters, and tears Telugu and Hindi apart.
 */
export const drawSubtitles = (
  assPath: string,
  { width, height }: { readonly width: number; readonly height: number },
) => `ass=filename=${basename(assPath)}:original_size=${width}x${height}:shaping=complex`;
