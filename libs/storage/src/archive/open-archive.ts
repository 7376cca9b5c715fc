import { fileURLToPath } from 'node:url';
import { s3Place } from '../s3-place.js';
import type { Archive } from './archive.js';
import { DiskArchive } from './disk-archive.js';
import { S3Archive } from './s3-archive.js';

/** The archive that `ARCHIVE_URL` names, in the form of `STORAGE_URL`. */
export function openArchive(url: string): Archive {
  const { protocol } = new URL(url);
  if (protocol === 'file:') return new DiskArchive(fileURLToPath(url));
  if (protocol === 's3:') return new S3Archive(s3Place(url));
  throw new Error(`ARCHIVE_URL begins with ${protocol}, but only file: and s3: are known`);
}
