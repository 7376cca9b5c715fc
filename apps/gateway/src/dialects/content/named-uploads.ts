import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { Person } from '@polyspool/database/people';
import { UploadRecords } from '@polyspool/database/upload-records';

const idAtEnd = /(?:^|\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/content)?$/i;

/** Files that are named by a path, as on the disk that earlier systems shared: here, files that were uploaded. */
@Injectable()
export class NamedUploads {
  constructor(private readonly uploads: UploadRecords) {}

  /** With the id of the upload in place of an address that ends in it, or of the name of one's newest upload of that name. */
  async putInto(input: Readonly<Record<string, unknown>>, by: Person): Promise<Record<string, unknown>> {
    const { uploadId: path } = input;
    if (typeof path !== 'string') return input;
    return { ...input, uploadId: idAtEnd.exec(path)?.[1] ?? (await this.#newest(path, by)) };
  }

  async #newest(path: string, by: Person): Promise<string> {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const upload = await this.uploads.newestNamed(by.id, name);
    if (!upload) throw new AppError('upload.unknown', `No upload ${name}`);
    return upload.id;
  }
}
