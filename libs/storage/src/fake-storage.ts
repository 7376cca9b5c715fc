import { AppError } from '@polyspool/contracts/errors';
import type { FileKey } from '@polyspool/contracts/files';
import { hash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { endingWithAttempt } from './ending-with-attempt.js';
import type { ByteRange, ListedFile, Storage, StoredFile } from './storage.js';

/** Files in memory, for tests. `away` makes every call fail as a storage that does not answer. */
export class FakeStorage implements Storage {
  readonly files = new Map<FileKey, Buffer>();
  /** When files were written: all at once, unless a test says otherwise. */
  readonly writtenAt = new Map<FileKey, Date>();
  away = false;

  async read(key: FileKey, range?: ByteRange): Promise<Readable> {
    const bytes = this.bytesOf(key);
    return endingWithAttempt(Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]));
  }

  async write(key: FileKey, content: Readable | Uint8Array | string): Promise<StoredFile> {
    await this.check();
    const source = content instanceof Readable ? content : Readable.from([Buffer.from(content)]);
    const bytes = await buffer(endingWithAttempt(source));
    this.files.set(key, bytes);
    return { bytes: bytes.length, sha256: hash('sha256', bytes, 'hex') };
  }

  async size(key: FileKey): Promise<number | undefined> {
    await this.check();
    return this.files.get(key)?.length;
  }

  async fetch(key: FileKey, path: string): Promise<void> {
    await writeFile(path, this.bytesOf(key), { flag: 'wx' });
  }

  async adopt(path: string, key: FileKey): Promise<StoredFile> {
    const stored = await this.write(key, await readFile(path));
    await rm(path);
    return stored;
  }

  async remove(key: FileKey): Promise<void> {
    await this.check();
    this.files.delete(key);
  }

  async removeFolder(folder: FileKey): Promise<void> {
    await this.check();
    for (const key of this.files.keys()) if (key.startsWith(`${folder}/`)) this.files.delete(key);
  }

  async *list(folder?: FileKey): AsyncIterable<ListedFile> {
    await this.check();
    for (const [key, { length }] of this.files) {
      if (folder && !key.startsWith(`${folder}/`)) continue;
      yield { key, bytes: length, modifiedAt: this.writtenAt.get(key) ?? new Date() };
    }
  }

  async check(): Promise<void> {
    if (this.away) throw new AppError('storage.unavailable', 'The fake storage is away');
  }

  private bytesOf(key: FileKey) {
    if (this.away) throw new AppError('storage.unavailable', 'The fake storage is away');
    const bytes = this.files.get(key);
    if (!bytes) throw new AppError('storage.missing', `There is no file ${key}`);
    return bytes;
  }
}
