import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { endingWithAttempt } from './ending-with-attempt.js';
import { Measure } from './measure.js';
import type { StoredFile } from './storage.js';

/** Stored files are shared by hard link and never changed in place. */
export const readOnly = 0o444;

/** Writes a new file, flushed to the disk before this answers. */
export async function writeDurably(path: string, content: Readable | Uint8Array | string): Promise<StoredFile> {
  const source = endingWithAttempt(content instanceof Readable ? content : Readable.from([Buffer.from(content)]));
  const measure = new Measure();
  const handle = await open(path, 'wx', readOnly);
  await pipeline(source, (chunks) => measure.through(chunks), handle.createWriteStream({ flush: true }));
  return measure.result();
}

/** Measures a file that is there, and flushes it. */
export async function hashFile(path: string): Promise<StoredFile> {
  const measure = new Measure();
  for await (const _ of measure.through(createReadStream(path))) continue;
  await flush(path);
  return measure.result();
}

/** Waits until a file, or the names in a folder, are on the disk: a rename lasts only with its folder. */
export async function flush(path: string) {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
