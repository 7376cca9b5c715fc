import { AppError } from '@polyspool/contracts/errors';
import { FileKey } from '@polyspool/contracts/files';
import { hash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { DiskStorage } from '../disk-storage.js';
import { readText, type StoredFile } from '../storage.js';
import type { Archive, ArrivedPart, BegunUpload } from './archive.js';

/** A folder, for example of a volume that is backed up. Parts wait in `.arriving`, checksums lie in `.checksums`. */
export class DiskArchive implements Archive {
  readonly #storage: DiskStorage;

  constructor(root: string) {
    this.#storage = new DiskStorage(root);
  }

  /** What nobody has gone on with for long makes room. */
  async begin(key: FileKey, file: StoredFile): Promise<BegunUpload> {
    await this.#giveUpAbandoned();
    const upload = { key, uploadId: randomUUID() };
    await this.#storage.write(begunKey(upload), JSON.stringify({ key, sha256: file.sha256 } satisfies Begun));
    return upload;
  }

  async put(upload: BegunUpload, number: number, content: Uint8Array): Promise<ArrivedPart> {
    await this.#checksumOf(upload);
    await this.#storage.write(partKey(upload, number), content);
    return { number, tag: hash('sha256', content, 'hex') };
  }

  async complete(upload: BegunUpload, parts: readonly ArrivedPart[]): Promise<void> {
    const sha256 = await this.#checksumOf(upload);
    const { bytes } = await this.#storage.write(upload.key, Readable.from(this.#contentOf(upload, parts)));
    await this.#storage.write(checksumKey(upload.key), JSON.stringify({ bytes, sha256 } satisfies StoredFile));
    await this.#storage.removeFolder(folderOf(upload));
  }

  async find(key: FileKey): Promise<StoredFile | undefined> {
    if ((await this.#storage.size(key)) === undefined) return undefined;
    const text = await readText(this.#storage, checksumKey(key)).catch(noneYet);
    return text === undefined ? undefined : (JSON.parse(text) as StoredFile);
  }

  read(key: FileKey): Promise<Readable> {
    return this.#storage.read(key);
  }

  async removeFolder(folder: FileKey): Promise<number> {
    let files = 0;
    for await (const { key } of this.#storage.list(folder)) {
      await this.#storage.remove(checksumKey(key));
      files += 1;
    }
    await this.#storage.removeFolder(folder);
    for await (const { key } of this.#storage.list(arriving)) {
      if (!key.endsWith(begunName)) continue;
      const begun = JSON.parse(await readText(this.#storage, key)) as Begun;
      if (!begun.key.startsWith(`${folder}/`)) continue;
      await this.#storage.removeFolder(FileKey.parse(key.slice(0, -begunName.length)));
      files += 1;
    }
    return files;
  }

  async #giveUpAbandoned() {
    const touchedAt = new Map<string, number>();
    for await (const { key, modifiedAt } of this.#storage.list(arriving)) {
      const folder = key.slice(0, key.lastIndexOf('/'));
      touchedAt.set(folder, Math.max(modifiedAt.getTime(), touchedAt.get(folder) ?? 0));
    }
    const before = Date.now() - abandonedAfterMs;
    for (const [folder, at] of touchedAt) if (at < before) await this.#storage.removeFolder(FileKey.parse(folder));
  }

  async #checksumOf(upload: BegunUpload) {
    const key = begunKey(upload);
    if ((await this.#storage.size(key)) === undefined) {
      throw new AppError('storage.uploadGone', 'The archive has given the upload up');
    }
    return (JSON.parse(await readText(this.#storage, key)) as Begun).sha256;
  }

  async *#contentOf(upload: BegunUpload, parts: readonly ArrivedPart[]) {
    for (const { number } of parts) yield* await this.#storage.read(partKey(upload, number));
  }
}

/** What is written down when an upload begins. */
interface Begun {
  readonly key: FileKey;
  readonly sha256: string;
}

/** It was broken off before its checksum was written. */
function noneYet(error: unknown): undefined {
  if (AppError.from(error).code !== 'storage.missing') throw error;
}

const abandonedAfterMs = 7 * 24 * 3_600_000;
const arriving = FileKey.parse('.arriving');
const begunName = '/begun.json';
const folderOf = ({ uploadId }: BegunUpload) => FileKey.parse(`${arriving}/${uploadId}`);
const begunKey = (upload: BegunUpload) => FileKey.parse(`${folderOf(upload)}${begunName}`);
const partKey = (upload: BegunUpload, number: number) => FileKey.parse(`${folderOf(upload)}/${number}`);
const checksumKey = (key: FileKey) => FileKey.parse(`.checksums/${hash('sha256', key, 'hex')}`);
