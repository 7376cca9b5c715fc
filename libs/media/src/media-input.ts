import { resolve } from 'node:path';

/** What ffmpeg may read here, and nothing else: no playlists, no images, no devices. */
export const demuxers = [
  'mov',
  'matroska',
  'avi',
  'mpegts',
  'mpeg',
  'flv',
  'ogg',
  'wav',
  'mp3',
  'flac',
  'aac',
] as const;

export type Demuxer = (typeof demuxers)[number];

/** A file with the demuxer that its first bytes call for. */
export interface MediaInput {
  readonly path: string;
  readonly demuxer: Demuxer;
}

/** The only way in which a file is given to ffmpeg or ffprobe: never as a URL, never for ffmpeg to guess what it is. */
export const inputArguments = ({ path, demuxer }: MediaInput, options: readonly string[] = []): string[] => [
  ...['-protocol_whitelist', 'file', '-format_whitelist', demuxers.join(','), '-f', demuxer],
  ...options,
  ...['-i', `file:${resolve(path)}`],
];
