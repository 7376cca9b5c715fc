import { fileURLToPath } from 'node:url';
import { DiskStorage } from './disk-storage.js';
import type { Storage } from './storage.js';

/** The storage that `STORAGE_URL` names. */
export function openStorage(url: string): Storage {
  const { protocol } = new URL(url);
  if (protocol === 'file:') return new DiskStorage(fileURLToPath(url));
  throw new Error(`STORAGE_URL begins with ${protocol}, but only file: is known`);
}
