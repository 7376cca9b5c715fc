import type { Demuxer } from './media-input.js';

/** A container that carries subtitles as tracks of their own. */
export interface FilmContainer {
  readonly extension: string;
  readonly mediaType: string;
  /** What ffmpeg calls it. */
  readonly muxer: string;
  /** What the subtitles are kept as. */
  readonly codec: 'mov_text' | 'copy';
  /** What they are to be given as. */
  readonly format: 'srt' | 'webvtt';
  /** Whether a track in two languages may be given as ASS, with its styles. */
  readonly carriesAss: boolean;
}

const usual = { codec: 'mov_text', format: 'srt', carriesAss: false } as const;
const mp4: FilmContainer = { ...usual, extension: 'mp4', mediaType: 'video/mp4', muxer: 'mp4' };
const mov: FilmContainer = { ...usual, extension: 'mov', mediaType: 'video/quicktime', muxer: 'mov' };
const phone: FilmContainer = { ...usual, extension: '3gp', mediaType: 'video/3gpp', muxer: '3gp' };
const webm: FilmContainer = {
  extension: 'webm',
  mediaType: 'video/webm',
  muxer: 'webm',
  codec: 'copy',
  format: 'webvtt',
  carriesAss: false,
};

/** Takes nearly every codec there is. */
export const matroska: FilmContainer = {
  extension: 'mkv',
  mediaType: 'video/matroska',
  muxer: 'matroska',
  codec: 'copy',
  format: 'srt',
  carriesAss: true,
};

const byMediaType: Readonly<Record<string, FilmContainer | undefined>> = {
  'video/mp4': mp4,
  'video/x-m4v': mp4,
  'audio/mp4': mp4,
  'audio/x-m4a': mp4,
  'video/quicktime': mov,
  'video/3gpp': phone,
  'video/3gpp2': phone,
  'video/webm': webm,
};

/** The container of a recording where it can carry text, else Matroska. */
export const filmContainer = (demuxer: Demuxer, mediaType: string): FilmContainer =>
  (demuxer === 'mov' || demuxer === 'matroska' ? byMediaType[mediaType] : undefined) ?? matroska;

export const carriesText = (demuxer: Demuxer) => demuxer === 'mov' || demuxer === 'matroska';
