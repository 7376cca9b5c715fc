import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sourceMark } from './film-codec.js';
import type { FilmPiece } from './film-pieces.js';
import { ffmetadata, type Chapter } from './join-clips.js';
import { languageCode } from './language-code.js';
import type { SubtitleTrackFile } from './mux-subtitles.js';
import { encodedSound } from './part-codecs.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface ComposedFilm {
  readonly pieces: readonly FilmPiece[];
  readonly framesPerSecond: number;
  /** A WAV of the length of the film; without it the film is mute. */
  readonly sound?: string | undefined;
  /** BCP 47, of what is said. */
  readonly language: string;
  /** That can be switched on; SRT or ASS. The first is on. */
  readonly subtitles?: readonly SubtitleTrackFile[];
  readonly chapters?: readonly Chapter[];
  readonly title: string;
  readonly source: DigitalSourceType;
  /** An MP4. */
  readonly output: string;
  readonly signal?: AbortSignal | undefined;
  /** Exact: counted in pictures. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Pieces one after the other as a film: pictures as they are, sound encoded. The same order gives the same bytes. */
export async function joinFilm(film: ComposedFilm): Promise<void> {
  const { pieces, sound, subtitles = [], chapters = [], title, output, signal, onProgress } = film;
  await withTemporaryFolder('film', async (cwd) => {
    await writeFile(join(cwd, 'pieces.txt'), listOf(film));
    await writeFile(join(cwd, 'chapters.txt'), ffmetadata(chapters, title));
    const own = (format: string, path: string) => [
      ...['-protocol_whitelist', 'file', '-f', format, '-i', `file:${resolve(path)}`],
    ];
    await runFfmpeg({
      more: [
        ...['-protocol_whitelist', 'file', '-f', 'concat', '-safe', '0', '-i', 'pieces.txt'],
        ...['-f', 'ffmetadata', '-i', 'chapters.txt'],
        ...(sound === undefined ? [] : own('wav', sound)),
        ...subtitles.flatMap(({ path, format }) => own(format, path)),
      ],
      outputs: [{ args: outputArguments(film), path: resolve(output) }],
      totalFrames: pieces.reduce((sum, { frames }) => sum + frames, 0),
      cwd,
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    });
  });
}

function outputArguments({ sound, language, subtitles = [], source }: ComposedFilm) {
  const firstSubtitle = sound === undefined ? 2 : 3;
  return [
    ...['-map', '0:v', '-c:v', 'copy', '-video_track_timescale', '90000'],
    ...(sound === undefined
      ? []
      : ['-map', '2:a', ...encodedSound, '-metadata:s:a', `language=${languageCode(language)}`]),
    ...subtitles.flatMap((track, index) => [
      ...['-map', `${firstSubtitle + index}:0`, `-c:s:${index}`, 'mov_text'],
      ...[`-metadata:s:s:${index}`, `language=${languageCode(track.language)}`],
      ...[`-metadata:s:s:${index}`, `handler_name=${track.title}`],
      ...[`-disposition:s:${index}`, index === 0 ? 'default' : '0'],
    ]),
    ...['-map_metadata:g', '1', '-map_chapters', '1', ...sourceMark(source), '-fflags', '+bitexact'],
    ...['-movflags', '+faststart+use_metadata_tags', '-f', 'mp4'],
  ];
}

/** In millionths of a second, which `concat` counts in. A beginning is never before its key picture: the one before would be taken. */
function listOf({ pieces, framesPerSecond }: ComposedFilm) {
  const lines = pieces.map(({ path, startFrame, frames }) => {
    const begin = Math.ceil((startFrame * 1e6) / framesPerSecond) / 1e6;
    const end = (startFrame + frames - 0.5) / framesPerSecond;
    return [
      `file 'file:${resolve(path).replaceAll("'", "'\\''")}'`,
      `inpoint ${begin.toFixed(6)}`,
      `outpoint ${end.toFixed(6)}`,
      `duration ${(frames / framesPerSecond).toFixed(6)}`,
    ].join('\n');
  });
  return ['ffconcat version 1.0', ...lines, ''].join('\n');
}
