import type { FileKey } from '@polyspool/contracts/files';
import { animateStill } from '@polyspool/media/animate-still';
import type { Storage } from '@polyspool/storage/storage';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchHashed } from '../files/hashed-file.js';
import { framesIn, sceneTimes } from '../plan/scene-times.js';
import { cardBackground } from './card-background.js';
import type { ComposeJob, FilmMaterial } from './compose-job.js';
import type { FilmPart } from './film-part.js';
import { writeCard } from './write-card.js';

/** Part of the key under which cards are kept: to be raised with every change of how they look. */
const looks = 1;

export interface CardOrder {
  readonly name: string;
  readonly text: string;
  readonly seconds: number;
  /** What stands behind it, out of focus: the frame of a clip at which nobody speaks yet, or any more. */
  readonly behind: FilmPart;
  readonly frame: number;
}

/** A text over a scene that is out of focus, as a clip like those of scenes. */
export async function makeCard(
  job: ComposeJob,
  storage: Storage,
  { format, source, folder, ffmpeg }: FilmMaterial,
  { name, text, seconds, behind, frame }: CardOrder,
): Promise<FilmPart> {
  const { signal, input } = job;
  const { language, quality, transitionSeconds } = input;
  const { frames, durationSeconds } = sceneTimes({ durationSeconds: seconds }, transitionSeconds);
  const ass = writeCard({ text, language, picture: format, seconds: durationSeconds });
  const transitionFrames = framesIn(transitionSeconds);
  const shot = { movement: 'still', seed: 1, frames, format, quality, transitionFrames, source } as const;
  const key: FileKey = await job.step(
    'card',
    [looks, ffmpeg, shot, ass, frame, behind.clip.sha256],
    async ({ keep }) => {
      const at = (file: string) => join(folder, `${name}.${file}`);
      await cardBackground({ clip: behind.clip.path, frame, output: at('png'), signal }, format);
      await writeFile(at('ass'), ass);
      await animateStill({ ...shot, pictures: [at('png')], subtitles: at('ass'), output: at('made.mp4'), signal });
      return keep('card.mp4', createReadStream(at('made.mp4')));
    },
  );
  const clip = await fetchHashed(storage, key, folder, `${name}.mp4`);
  return { clip, frames, soundStartSeconds: 0, words: [] };
}
