import { AppError } from '@polyspool/contracts/errors';
import { uploadKey } from '@polyspool/contracts/files';
import { mediaKindOf } from '@polyspool/media/media-kind';
import type { Storage } from '@polyspool/storage/storage';
import { ffmpegVersion } from '../engines/ffmpeg-version.js';
import { filmSource } from '../files/film-source.js';
import { fetchHashed } from '../files/hashed-file.js';
import { filmFormat } from '../plan/film-format.js';
import { chapterTitle } from './chapter-title.js';
import type { ComposeJob, FilmMaterial } from './compose-job.js';
import type { FilmPart } from './film-part.js';

/** Fetches all that the film is made of. */
export async function gatherMaterial(job: ComposeJob, storage: Storage, folder: string): Promise<FilmMaterial> {
  const { input, signal } = job;
  const scenes: FilmPart[] = [];
  for (const [index, scene] of input.scenes.entries()) {
    signal.throwIfAborted();
    const { frames, soundStartSeconds, words } = scene;
    const clip = await fetchHashed(storage, scene.clip, folder, `clip-${index}.mp4`);
    const sound = scene.sound && (await fetchHashed(storage, scene.sound, folder, `sound-${index}.wav`));
    scenes.push({ clip, frames, title: chapterTitle(scene, index, input.language), sound, soundStartSeconds, words });
  }
  const music = await fetchMusic(job, storage, folder);
  const parts = [...scenes.flatMap(({ clip, sound }) => [clip, ...(sound ? [sound] : [])]), ...(music ? [music] : [])];
  const source = filmSource([input.source, ...parts.map((part) => part.source)]);
  const ffmpeg = await ffmpegVersion();
  return { scenes, ...(music && { music }), format: filmFormat(input), source, folder, ffmpeg };
}

async function fetchMusic({ input: { musicUploadId } }: ComposeJob, storage: Storage, folder: string) {
  if (musicUploadId === undefined) return undefined;
  const { path, sha256, source } = await fetchHashed(storage, uploadKey(musicUploadId), folder, 'music');
  const kind = await mediaKindOf(path);
  if (!kind) throw new AppError('media.unreadable', 'The first bytes of the music are not those of a recording');
  return { path, sha256, source, demuxer: kind.demuxer };
}
