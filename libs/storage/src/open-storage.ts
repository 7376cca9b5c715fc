import { fileURLToPath } from 'node:url';
import { DiskStorage } from './disk-storage.js';
import { s3Place } from './s3-place.js';
import { S3Storage } from './s3-storage.js';
import type { Storage } from './storage.js';

/** The storage that `STORAGE_URL` names. */
export function openStorage(url: string): Storage {
  const { protocol } = new URL(url);
  if (protocol === 'file:') return new DiskStorage(fileURLToPath(url));
  if (protocol === 's3:') return new S3Storage(s3Place(url));
  throw new Error(`STORAGE_URL begins with ${protocol}, but only file: and s3: are known`);
}
