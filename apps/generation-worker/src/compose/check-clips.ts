import { AppError } from '@polyspool/contracts/errors';
import { countFrames } from '@polyspool/media/count-frames';
import { pictureStream, readStreams } from '@polyspool/media/read-streams';
import type { FilmPart } from './film-part.js';

/** All is planned by the number of frames that a clip is said to have. Throws `media.unfitting`. */
export async function checkClips(scenes: readonly FilmPart[], signal: AbortSignal): Promise<void> {
  for (const [index, { clip, frames }] of scenes.entries()) {
    signal.throwIfAborted();
    const found = await framesOf(clip.path, signal);
    if (found === frames) continue;
    const detail = `The clip has ${found} frames, not ${frames}`;
    const pointer = `/scenes/${index}/frames`;
    throw new AppError('media.unfitting', `${pointer}: ${detail}`, { pointers: [{ pointer, detail }] });
  }
}

/** Of an MP4. None where nothing moves in it. */
export async function framesOf(path: string, signal: AbortSignal): Promise<number> {
  const input = { path, demuxer: 'mov' } as const;
  const stream = pictureStream(await readStreams(input, signal));
  return stream ? countFrames({ input, stream, signal }) : 0;
}
