import { AppError } from '@polyspool/contracts/errors';
import type { MediaProbe } from '@polyspool/contracts/files';
import type { Warning } from '@polyspool/contracts/warning';
import { carriesText, filmContainer, matroska, type FilmContainer } from '@polyspool/media/film-container';
import { mediaKindOf } from '@polyspool/media/media-kind';
import { muxSubtitles, type SubtitleTrackFile } from '@polyspool/media/mux-subtitles';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LocalUpload } from '@polyspool/media/local-upload';
import type { SubtitleTrack } from '@polyspool/subtitles/subtitle-tracks';
import { textStream } from '@polyspool/subtitles/text-stream';
import { assBlocks, type Picture } from '@polyspool/subtitles/write-ass';
import { srtBlocks } from '@polyspool/subtitles/write-srt';
import { vttBlocks } from '@polyspool/subtitles/write-vtt';
import type { FilmJob } from './film-job.js';
import { trackTitle } from './track-title.js';

interface Subtitling {
  readonly upload: LocalUpload;
  readonly tracks: readonly SubtitleTrack[];
  readonly probe: MediaProbe;
  readonly folder: string;
  readonly onProgress: (fraction: number) => void;
}

/** The whole recording, not encoded again, with each of its subtitles as a track: `subtitled.mp4`, or what it came in. */
export async function subtitledFilm(job: FilmJob, subtitling: Subtitling): Promise<Warning[]> {
  const input = await subtitling.upload.media();
  const kind = await mediaKindOf(input.path);
  const first = filmContainer(input.demuxer, kind?.mediaType ?? '');
  const containers = first === matroska ? [matroska] : [first, matroska];
  for (const container of containers) {
    const output = join(subtitling.folder, `subtitled.${container.extension}`);
    if (!(await muxed(job, subtitling, { container, output }))) continue;
    const name = `subtitled.${container.extension}`;
    await job.artifact({ name, kind: 'media', mediaType: container.mediaType }, createReadStream(output));
    const isChanged = container !== first || !carriesText(input.demuxer);
    return isChanged ? [changedContainer(input.demuxer)] : [];
  }
  return [{ code: 'film.notMuxed', detail: 'No container that carries subtitles takes the codecs of this recording' }];
}

const changedContainer = (demuxer: string): Warning => ({
  code: 'film.containerChanged',
  detail: `Files of this kind (${demuxer}) cannot carry these subtitles: the film is a Matroska file, its pictures and sound are untouched`,
});

interface Target {
  readonly container: FilmContainer;
  readonly output: string;
}

/** Answers false where the container does not take the codecs of the film. */
async function muxed({ signal }: FilmJob, { upload, tracks, probe, folder, onProgress }: Subtitling, target: Target) {
  const files = await writeTracks(tracks, target.container, { folder, picture: probe.video });
  try {
    const { durationSeconds } = probe;
    await muxSubtitles({ input: await upload.media(), ...target, tracks: files, durationSeconds, signal, onProgress });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'media.unfitting') return false;
    throw error;
  }
}

interface Place {
  readonly folder: string;
  readonly picture: Picture | undefined;
}

async function writeTracks(tracks: readonly SubtitleTrack[], { format, carriesAss }: FilmContainer, place: Place) {
  const files: SubtitleTrackFile[] = [];
  for (const track of tracks) {
    const isDual = track.targetLanguage !== undefined;
    const own = isDual && carriesAss ? 'ass' : format;
    const path = join(place.folder, `${files.length}.${own}`);
    await pipeline(textStream(blocksOf(track, own, place.picture)), createWriteStream(path));
    files.push({ path, format: own, language: track.language, title: trackTitle(track) });
  }
  return files;
}

function blocksOf(track: SubtitleTrack, format: SubtitleTrackFile['format'], picture: Picture | undefined) {
  const { cues, language, targetLanguage } = track;
  if (format === 'ass') return assBlocks(cues, { language, targetLanguage, picture });
  return format === 'srt' ? srtBlocks(cues) : vttBlocks(cues, { isDual: targetLanguage !== undefined });
}
