import { AppError } from '@polyspool/contracts/errors';
import { FileKey } from '@polyspool/contracts/files';
import { createReadStream } from 'node:fs';
import {
  chmod,
  constants,
  copyFile,
  link,
  lstat,
  mkdir,
  open,
  opendir,
  rename,
  rm,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join, relative, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { errnoOf, missing, throwDiskError, throwReadError } from './disk-errors.js';
import { endingWithAttempt } from './ending-with-attempt.js';
import { hashFile, readOnly, flush, writeDurably } from './durable-file.js';
import type { ByteRange, ListedFile, Storage, StoredFile } from './storage.js';

/**
 * Files in a folder, for one machine or a shared volume. A file is written under a temporary name beside its place,
 * flushed and renamed, so that it survives a crash whole or not at all. Symbolic links below the root are refused.
 */
export class DiskStorage implements Storage {
  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  async read(key: FileKey, range?: ByteRange): Promise<Readable> {
    await this.existing(key);
    const file = await open(this.pathOf(key), constants.O_RDONLY | constants.O_NOFOLLOW).catch(throwReadError(key));
    return endingWithAttempt(file.createReadStream(range));
  }

  async write(key: FileKey, content: Readable | Uint8Array | string): Promise<StoredFile> {
    const folder = await this.makeFolder(key);
    const temporary = join(folder, `.${randomUUID()}.part`);
    try {
      const stored = await writeDurably(temporary, content);
      await rename(temporary, this.pathOf(key));
      await flush(folder);
      return stored;
    } catch (error) {
      await rm(temporary, { force: true });
      return throwDiskError(error);
    }
  }

  async size(key: FileKey): Promise<number | undefined> {
    return (await this.find(key))?.size;
  }

  async fetch(key: FileKey, path: string): Promise<void> {
    await this.existing(key);
    const from = this.pathOf(key);
    try {
      await link(from, path);
    } catch (error) {
      if (!cannotLink.has(errnoOf(error))) return throwReadError(key)(error);
      await copyFile(from, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE).catch(throwReadError(key));
    }
  }

  async adopt(path: string, key: FileKey): Promise<StoredFile> {
    if (!(await lstat(path)).isFile()) throw new AppError('internal', `Only plain files can be adopted, not ${path}`);
    const folder = await this.makeFolder(key);
    try {
      const stored = await hashFile(path);
      await chmod(path, readOnly);
      await rename(path, this.pathOf(key));
      await flush(folder);
      return stored;
    } catch (error) {
      if (errnoOf(error) !== 'EXDEV') return throwDiskError(error);
      const stored = await this.write(key, createReadStream(path));
      await rm(path);
      return stored;
    }
  }

  async remove(key: FileKey): Promise<void> {
    if (await this.find(key)) await rm(this.pathOf(key), { force: true }).catch(throwDiskError);
  }

  async removeFolder(folder: FileKey): Promise<void> {
    // Several tries: somebody may be writing into it.
    const options = { recursive: true, force: true, maxRetries: 3 };
    const found = await this.reach(folder);
    if (found?.isDirectory()) await rm(this.pathOf(folder), options).catch(throwDiskError);
  }

  async *list(folder?: FileKey): AsyncIterable<ListedFile> {
    const top = folder === undefined ? await lstatIfAny(this.root) : await this.reach(folder);
    if (top?.isDirectory()) yield* this.below(folder === undefined ? this.root : this.pathOf(folder));
  }

  async check(): Promise<void> {
    const probe = join(this.root, `.${randomUUID()}.check`);
    try {
      await mkdir(this.root, { recursive: true, mode: 0o700 });
      await writeFile(probe, 'probe');
      await rm(probe);
    } catch (error) {
      throw new AppError('storage.unavailable', 'The folder of the storage cannot be written to', { cause: error });
    }
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.root);
    return bavail * bsize;
  }

  /** Folder by folder: `opendir` with `recursive` breaks off where one has just gone. */
  private async *below(folder: string): AsyncIterable<ListedFile> {
    for await (const entry of await entriesIfAny(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) yield* this.below(path);
      if (!entry.isFile()) continue;
      const key = FileKey.safeParse(relative(this.root, path));
      const found = key.success ? await lstatIfAny(path) : undefined; // it may just have gone
      if (key.success && found) yield { key: key.data, bytes: found.size, modifiedAt: found.mtime };
    }
  }

  private pathOf(key: FileKey) {
    return join(this.root, key);
  }

  private async existing(key: FileKey) {
    if (!(await this.find(key))) throw missing(key);
  }

  /** The plain file at the key. */
  private async find(key: FileKey) {
    const found = await this.reach(key);
    return found?.isFile() ? found : undefined;
  }

  /** What lies at the key, whatever it is, if it is reached through plain folders. */
  private async reach(key: FileKey) {
    for (const folder of this.foldersOf(key)) {
      const found = await lstatIfAny(folder);
      if (!found?.isDirectory()) return undefined;
    }
    return lstatIfAny(this.pathOf(key));
  }

  /** Makes the folder of the key, one part at a time: `mkdir -p` would follow a link out of the root. */
  private async makeFolder(key: FileKey) {
    await mkdir(this.root, { recursive: true, mode: 0o700 }).catch(throwDiskError);
    for (const folder of this.foldersOf(key)) {
      await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
        if (errnoOf(error) !== 'EEXIST') throwDiskError(error);
      });
      const made = await lstat(folder);
      if (!made.isDirectory()) throw new AppError('internal', `${folder} stands where a folder of ${key} should`);
    }
    return dirname(this.pathOf(key));
  }

  /** The folders between root and file, outermost first. */
  private foldersOf(key: FileKey) {
    const names = key.split('/').slice(0, -1);
    return names.map((_, index) => join(this.root, ...names.slice(0, index + 1)));
  }
}

/** Another file system, one that knows no links, or a kernel that forbids them: copy instead. */
const cannotLink: ReadonlySet<string | undefined> = new Set(['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP']);

const lstatIfAny = (path: string) => lstat(path).catch(noneOrThrow);

const entriesIfAny = async (folder: string) => (await opendir(folder).catch(noneOrThrow)) ?? [];

function noneOrThrow(error: unknown): undefined {
  if (errnoOf(error) !== 'ENOENT' && errnoOf(error) !== 'ENOTDIR') throwDiskError(error);
}
