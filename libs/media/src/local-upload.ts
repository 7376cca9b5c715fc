import { AppError } from '@polyspool/contracts/errors';
import { uploadKey } from '@polyspool/contracts/files';
import { join } from 'node:path';
import type { FileSource } from './file-source.js';
import type { MediaInput } from './media-input.js';
import { mediaKindOf } from './media-kind.js';

/** An upload as a local file, fetched when it is first needed: where every step is kept it never is. */
export class LocalUpload {
  private fetched: Promise<MediaInput> | undefined;

  constructor(
    private readonly storage: FileSource,
    readonly id: string,
    readonly folder: string,
  ) {}

  media(): Promise<MediaInput> {
    this.fetched ??= this.fetch();
    return this.fetched;
  }

  private async fetch() {
    const path = join(this.folder, 'upload');
    await this.storage.fetch(uploadKey(this.id), path);
    const kind = await mediaKindOf(path);
    if (!kind) throw new AppError('media.unreadable', 'The first bytes of the file are not those of a recording');
    return { path, demuxer: kind.demuxer };
  }
}
