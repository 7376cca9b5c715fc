import { crossfade } from '@polyspool/media/crossfade';
import type { FilmClip } from '@polyspool/media/film-pieces';
import type { Storage } from '@polyspool/storage/storage';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { PlacedClip } from '../plan/place-clips.js';
import type { ComposeJob, FilmMaterial } from './compose-job.js';
import type { FilmPart } from './film-part.js';

/** Part of the key under which transitions are kept: to be raised with every change of how they look. */
const looks = 1;
/** They are short: to start the programs takes as long as to draw. */
const atOnce = 2;

export interface PlacedParts {
  readonly parts: readonly FilmPart[];
  readonly placed: readonly PlacedClip[];
}

/** What lies between each clip and the next: no frames where there is a cut. Those of scenes that met before are kept. */
export async function makeTransitions(
  job: ComposeJob,
  storage: Storage,
  material: FilmMaterial,
  { parts, placed }: PlacedParts,
): Promise<FilmClip[]> {
  const made: FilmClip[] = [];
  const borders = parts
    .slice(1)
    .map((to, index) => ({ from: parts[index]!, to, frames: placed[index]!.fadeOutFrames }));
  for (let first = 0; first < borders.length; first += atOnce) {
    job.signal.throwIfAborted();
    job.report('transitions', first / borders.length, 'Composing film');
    const some = borders.slice(first, first + atOnce);
    const ends = await Promise.allSettled(
      some.map((border, index) => makeTransition(job, storage, material, { ...border, number: first + index })),
    );
    for (const end of ends) {
      if (end.status === 'rejected') throw end.reason; // when nothing of it goes on any more
      made.push(end.value);
    }
  }
  return made;
}

interface Border {
  readonly from: FilmPart;
  readonly to: FilmPart;
  readonly frames: number;
  readonly number: number;
}

async function makeTransition(
  { step, signal, input: { quality } }: ComposeJob,
  storage: Storage,
  { format, folder, ffmpeg }: FilmMaterial,
  { from, to, frames, number }: Border,
): Promise<FilmClip> {
  if (frames === 0) return { path: '', frames };
  const fade = { frames, format, quality };
  // Where the fade begins in a clip follows from how long the clip is.
  const parts = [ffmpeg, fade, from.frames, from.clip.sha256, to.clip.sha256];
  const key = await step('transition', [looks, ...parts], async ({ keep }) => {
    const output = join(folder, `transition-${number}.made.mp4`);
    await crossfade({ ...fade, from: clipOf(from), to: clipOf(to), output, signal });
    return keep('transition.mp4', createReadStream(output));
  });
  const path = join(folder, `transition-${number}.mp4`);
  await storage.fetch(key, path);
  return { path, frames };
}

export const clipOf = ({ clip, frames }: FilmPart): FilmClip => ({ path: clip.path, frames });
