import { uploadKey } from '@polyspool/contracts/files';
import type { Storage } from '@polyspool/storage/storage';
import { join } from 'node:path';

/** The bytes of an upload as a local file, fetched when they are first needed: where every step is kept they are not. */
export class LocalUpload {
  private fetched: Promise<string> | undefined;

  constructor(
    private readonly storage: Storage,
    readonly id: string,
    private readonly folder: string,
  ) {}

  path() {
    this.fetched ??= this.fetch();
    return this.fetched;
  }

  private async fetch() {
    const path = join(this.folder, 'upload');
    await this.storage.fetch(uploadKey(this.id), path);
    return path;
  }
}
