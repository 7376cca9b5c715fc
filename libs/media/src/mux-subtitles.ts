import { AppError } from '@polyspool/contracts/errors';
import { resolve } from 'node:path';
import type { FilmContainer } from './film-container.js';
import { languageCode } from './language-code.js';
import type { Demuxer, MediaInput } from './media-input.js';
import { readStreams, type MediaStream } from './read-streams.js';
import { runFfmpeg } from './run-ffmpeg.js';

export interface SubtitleTrackFile {
  readonly path: string;
  readonly format: 'srt' | 'ass' | 'webvtt';
  /** BCP 47. */
  readonly language: string;
  /** For people, who choose by it. */
  readonly title: string;
}

export interface SubtitleMuxing {
  readonly input: MediaInput;
  readonly container: FilmContainer;
  /** Shown at once is the first. */
  readonly tracks: readonly SubtitleTrackFile[];
  readonly output: string;
  readonly durationSeconds: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** Their packets do not all say when they are due. */
const untimed: readonly Demuxer[] = ['avi', 'mpeg', 'mpegts', 'flv', 'ogg'];

/**
 * The same film with subtitles as tracks of their own: nothing is encoded again, pictures, sound, chapters and subtitles that
 * were there stay as they are. Throws `media.unfitting` where the container does not take a codec of the film.
 */
export async function muxSubtitles(muxing: SubtitleMuxing): Promise<void> {
  const { input, container, tracks, output, durationSeconds, signal, onProgress } = muxing;
  const streams = await readStreams(input, signal);
  const kept = streams.filter(({ codec_type, codec_name }) => isKept(codec_type, codec_name, container));
  const args = [
    ...kept.flatMap(({ index }) => ['-map', `0:${index}`]),
    ...tracks.flatMap((_, index) => ['-map', `${index + 1}:0`]),
    ...['-map_metadata', '0', '-map_chapters', '0', '-c', 'copy'],
    ...dispositions(kept),
    ...trackArguments(muxing, kept),
    ...(container.codec === 'mov_text' ? ['-movflags', '+faststart'] : []),
    ...['-f', container.muxer],
  ];
  try {
    await runFfmpeg({
      input,
      before: untimed.includes(input.demuxer) ? ['-fflags', '+genpts'] : [],
      more: tracks.flatMap(({ path, format }) => [
        '-protocol_whitelist',
        'file',
        '-f',
        format,
        '-i',
        `file:${resolve(path)}`,
      ]),
      outputs: [{ args, path: output }],
      totalSeconds: durationSeconds,
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (!(error instanceof AppError) || !misfit.test(error.message)) throw error;
    throw new AppError('media.unfitting', `${container.extension} does not take what is in this film`, {
      cause: error,
    });
  }
}

/** Subtitles and fonts that were there go on only into containers that are known to take them. */
function isKept(type: string, codec: string, { muxer }: FilmContainer) {
  if (type === 'video' || type === 'audio') return true;
  if (muxer === 'matroska') return type === 'attachment' || (type === 'subtitle' && matroskaText.includes(codec));
  if (type !== 'subtitle') return false;
  return muxer === 'webm' ? codec === 'webvtt' : codec === 'mov_text';
}

const matroskaText = ['subrip', 'ass', 'webvtt', 'dvb_subtitle', 'hdmv_pgs_subtitle', 'dvd_subtitle'];
const misfit =
  /not currently supported in container|Could not find tag for codec|codec tag found for codec|Only VP8 or VP9|Could not write header/;

/** Two tracks that both say they are the default: players would take the older. */
function dispositions(kept: readonly MediaStream[]) {
  const named = kept.map(({ disposition }) => Object.keys(disposition).filter((name) => disposition[name] === 1));
  const counts = new Map<string, number>();
  return kept.flatMap(({ codec_type }, index) => {
    const ofType = counts.get(codec_type) ?? 0;
    counts.set(codec_type, ofType + 1);
    const before = named[index] ?? [];
    const isFirst =
      ofType === 0 && !named.some((names, at) => kept[at]?.codec_type === codec_type && names.includes('default'));
    const flags =
      codec_type === 'subtitle'
        ? before.filter((name) => name !== 'default')
        : isFirst
          ? [...before, 'default']
          : before;
    return [`-disposition:${index}`, flags.join('+') || '0'];
  });
}

function trackArguments({ tracks, container }: SubtitleMuxing, kept: readonly MediaStream[]) {
  return tracks.flatMap(({ language, title }, index) => {
    const stream = kept.length + index;
    return [
      ...[`-c:${stream}`, container.codec],
      ...[`-metadata:s:${stream}`, `language=${languageCode(language)}`],
      ...[`-metadata:s:${stream}`, `title=${title}`],
      ...(container.codec === 'mov_text' ? [`-metadata:s:${stream}`, `handler_name=${title}`] : []),
      ...[`-disposition:${stream}`, index === 0 ? 'default' : '0'],
    ];
  });
}
