import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { encodedSound } from './part-codecs.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface FilmPart {
  /** Made by `cutClip` or `stillVideo`, all in one format. */
  readonly path: string;
  readonly seconds: number;
}

export interface Chapter {
  readonly title: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface JoinedFilm {
  readonly parts: readonly FilmPart[];
  readonly chapters?: readonly Chapter[];
  readonly title?: string;
  readonly output: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** Parts one after the other as MP4: their pictures as they are, their sound encoded as one. */
export async function joinClips({ parts, chapters = [], title, output, ...run }: JoinedFilm): Promise<void> {
  await withTemporaryFolder('join', async (cwd) => {
    await writeFile(join(cwd, 'parts.txt'), listOf(parts));
    await writeFile(join(cwd, 'chapters.txt'), ffmetadata(chapters, title));
    await runFfmpeg({
      more: [
        ...['-protocol_whitelist', 'file', '-f', 'concat', '-safe', '0', '-i', 'parts.txt'],
        ...['-f', 'ffmetadata', '-i', 'chapters.txt'],
      ],
      outputs: [
        {
          args: [
            ...['-map', '0:v', '-map', '0:a', '-c:v', 'copy', ...encodedSound, '-fflags', '+bitexact'],
            ...['-map_metadata:g', '1', '-map_chapters', '1', '-movflags', '+faststart', '-f', 'mp4'],
          ],
          path: resolve(output),
        },
      ],
      totalSeconds: parts.reduce((sum, { seconds }) => sum + seconds, 0),
      cwd,
      ...run,
    });
  });
}

function listOf(parts: readonly FilmPart[]) {
  const lines = parts.map(
    ({ path, seconds }) => `file 'file:${resolve(path).replaceAll("'", "'\\''")}'\nduration ${seconds.toFixed(6)}`,
  );
  return ['ffconcat version 1.0', ...lines, ''].join('\n');
}

/** ffmpeg's own format for what a film says of itself. */
export function ffmetadata(chapters: readonly Chapter[], title?: string): string {
  const lines = chapters.map(({ title: name, startSeconds, endSeconds }) =>
    [
      '[CHAPTER]',
      'TIMEBASE=1/1000',
      `START=${Math.round(startSeconds * 1000)}`,
      `END=${Math.round(endSeconds * 1000)}`,
      `title=${escaped(name)}`,
    ].join('\n'),
  );
  return [';FFMETADATA1', ...(title === undefined ? [] : [`title=${escaped(title)}`]), ...lines, ''].join('\n');
}

const escaped = (text: string) => text.replace(/[\r\n]+/gu, ' ').replace(/[=;#\\]/gu, '\\$&');
