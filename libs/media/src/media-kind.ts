import type { RecordingUpload } from '@polyspool/contracts/files';
import { fileTypeFromFile } from 'file-type';
import type { Demuxer } from './media-input.js';

export interface MediaKind {
  /** What such containers usually hold; the probe tells what this one holds. */
  readonly kind: RecordingUpload['kind'];
  readonly mediaType: string;
  readonly demuxer: Demuxer;
}

/** What the first bytes of a file say it is; undefined for all that is no recording. The name plays no part. */
export async function mediaKindOf(path: string): Promise<MediaKind | undefined> {
  const found = await fileTypeFromFile(path);
  if (!found) return undefined;
  const mediaType = found.mime.split(';')[0]!.toLowerCase(); // split never answers an empty list
  const known = containers[mediaType];
  if (!known) return undefined;
  return { mediaType, ...known };
}

type Container = Pick<MediaKind, 'kind' | 'demuxer'> & Partial<Pick<MediaKind, 'mediaType'>>;

const video = (demuxer: Demuxer): Container => ({ kind: 'video', demuxer });
const audio = (demuxer: Demuxer): Container => ({ kind: 'audio', demuxer });

const containers: Readonly<Record<string, Container | undefined>> = {
  'video/mp4': video('mov'),
  'video/x-m4v': video('mov'),
  'video/quicktime': video('mov'),
  'video/3gpp': video('mov'),
  'video/3gpp2': video('mov'),
  'audio/mp4': audio('mov'),
  'audio/x-m4a': audio('mov'),
  'video/matroska': video('matroska'),
  'video/webm': video('matroska'),
  'video/vnd.avi': video('avi'),
  'video/mp2t': video('mpegts'),
  'video/mpeg': video('mpeg'),
  'video/mp1s': { ...video('mpeg'), mediaType: 'video/mpeg' },
  'video/mp2p': { ...video('mpeg'), mediaType: 'video/mpeg' },
  'video/x-flv': video('flv'),
  'video/ogg': video('ogg'),
  'audio/ogg': audio('ogg'),
  'application/ogg': audio('ogg'),
  'audio/wav': audio('wav'),
  'audio/mpeg': audio('mp3'),
  'audio/flac': audio('flac'),
  'audio/aac': audio('aac'),
};
