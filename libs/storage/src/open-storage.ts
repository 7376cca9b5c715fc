import type { Metrics } from '@polyspool/service/metrics';
import { fileURLToPath } from 'node:url';
import { DiskStorage } from './disk-storage.js';
import { MeasuredStorage } from './measured-storage.js';
import { s3Place } from './s3-place.js';
import { S3Storage } from './s3-storage.js';
import type { Storage } from './storage.js';

/** The storage that `STORAGE_URL` names, measured where there are metrics. */
export function openStorage(url: string, metrics?: Metrics): Storage {
  const storage = storageAt(url);
  if (!metrics) return storage;
  if (storage instanceof DiskStorage) showFreeBytes(storage, metrics);
  return new MeasuredStorage(storage, metrics);
}

function storageAt(url: string) {
  const { protocol } = new URL(url);
  if (protocol === 'file:') return new DiskStorage(fileURLToPath(url));
  if (protocol === 's3:') return new S3Storage(s3Place(url));
  throw new Error(`STORAGE_URL begins with ${protocol}, but only file: and s3: are known`);
}

function showFreeBytes(disk: DiskStorage, metrics: Metrics) {
  const free = metrics.gauge({ name: 'storage_free_bytes', help: 'Room that is left on the disk of the storage' });
  metrics.readOnScrape(
    [free],
    () => disk.freeBytes(),
    (bytes) => free.set(bytes),
  );
}
