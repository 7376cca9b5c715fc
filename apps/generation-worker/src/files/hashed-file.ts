import type { FileKey } from '@polyspool/contracts/files';
import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import type { Storage } from '@polyspool/storage/storage';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { SourceFinder } from './source-finder.js';

/** A file here, what is in it, and how it says that it was made. */
export interface HashedFile {
  readonly path: string;
  readonly sha256: string;
  readonly source?: DigitalSourceType | undefined;
}

/** Fetches a file and looks into it: work is kept under what is in its files, wherever they lie. */
export async function fetchHashed(storage: Storage, key: FileKey, folder: string, name: string): Promise<HashedFile> {
  const path = join(folder, name);
  await storage.fetch(key, path);
  return hashedFile(path);
}

export async function hashedFile(path: string): Promise<HashedFile> {
  const hash = createHash('sha256');
  const finder = new SourceFinder();
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(piece);
    finder.add(piece);
  }
  return { path, sha256: hash.digest('hex'), source: finder.source };
}
