import type { Warning } from '@polyspool/contracts/warning';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { LocalUpload } from '@polyspool/media/local-upload';
import { subtitleTracks } from '@polyspool/subtitles/subtitle-tracks';
import { burnedFilm } from './burned-film.js';
import type { FilmJob, FilmParts } from './film-job.js';
import { subtitledFilm } from './subtitled-film.js';

/** The share of the step that copying a film takes where subtitles are also drawn into it. */
const copyShare = 0.05;

/**
 * The recording as films with its subtitles, as far as they were asked for: as tracks to be switched on and off, and drawn into
 * the pictures. A recording without pictures or speech gets none, and a warning.
 */
export async function makeFilm(job: FilmJob, parts: FilmParts): Promise<Warning[]> {
  const { burnIn, mux, uploadId } = job.input;
  if (!burnIn && !mux) return [];
  if (!parts.probe.video) return [{ code: 'film.noPicture', detail: 'A recording of sound alone makes no film' }];
  const tracks = await subtitleTracks(parts.transcript);
  if (tracks.every(({ cues }) => cues.length === 0))
    return [{ code: 'film.noSubtitles', detail: 'Nothing was heard: there are no subtitles to make a film with' }];

  return withTemporaryFolder('film', async (folder) => {
    const upload = new LocalUpload(parts.storage, uploadId, folder);
    const warnings: Warning[] = [];
    const muxShare = !mux ? 0 : burnIn ? copyShare : 1;
    if (mux) {
      const onProgress = (fraction: number) => job.report('film', fraction * muxShare, 'Adding subtitles to the film');
      warnings.push(...(await subtitledFilm(job, { upload, tracks, probe: parts.probe, folder, onProgress })));
    }
    if (burnIn) {
      const onProgress = (fraction: number) =>
        job.report('film', muxShare + fraction * (1 - muxShare), 'Drawing subtitles into the pictures');
      await burnedFilm(job, { ...parts, upload, tracks, folder, onProgress });
    }
    return warnings;
  });
}
