import { burnInSettings, burnSubtitles } from '@polyspool/media/burn-subtitles';
import { hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LocalUpload } from '@polyspool/media/local-upload';
import type { SubtitleTrack } from '@polyspool/subtitles/subtitle-tracks';
import { textStream } from '@polyspool/subtitles/text-stream';
import { gather } from '@polyspool/subtitles/unhurried';
import { assBlocks } from '@polyspool/subtitles/write-ass';
import { cuesWithin } from './cues-within.js';
import type { FilmJob, FilmParts } from './film-job.js';

interface Burning extends FilmParts {
  readonly upload: LocalUpload;
  readonly tracks: readonly SubtitleTrack[];
  readonly folder: string;
  readonly onProgress: (fraction: number) => void;
}

/**
 * The asked part of the recording with its subtitles in the pictures, in both languages where it was translated: `burned.mp4`.
 * The same subtitles over the same pictures are drawn once, whichever job asks.
 */
export async function burnedFilm(job: FilmJob, burning: Burning): Promise<void> {
  const { storage, upload, range, tracks, probe } = burning;
  const track = tracks.find(({ targetLanguage }) => targetLanguage !== undefined) ?? tracks[0];
  if (!track) return;
  const { language, targetLanguage } = track;
  const looks = { language, targetLanguage, picture: probe.video };
  const ass = await gather(assBlocks(cuesWithin(track.cues, range), looks));
  const key = [upload.id, range.startSeconds, range.endSeconds, hash('sha256', ass.join('')), burnInSettings];
  const film = await job.step('burn', key, async (files) => {
    const output = await drawn(job, ass, burning);
    return files.keep('burned.mp4', createReadStream(output));
  });
  await job.artifact({ name: 'burned.mp4', kind: 'media', mediaType: 'video/mp4' }, await storage.read(film));
}

async function drawn({ signal }: FilmJob, ass: readonly string[], burning: Burning) {
  const { folder, upload, range, probe, onProgress } = burning;
  const subtitles = join(folder, 'burn.ass');
  const output = join(folder, 'burned.mp4');
  await pipeline(textStream(ass), createWriteStream(subtitles));
  onProgress(0);
  const { durationSeconds } = probe;
  await burnSubtitles({ input: await upload.media(), subtitles, range, durationSeconds, output, signal, onProgress });
  return output;
}
