import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { AppError } from '@polyspool/contracts/errors';
import type { FileKey } from '@polyspool/contracts/files';
import { hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { isNoObject, throwS3Error } from '../s3-errors.js';
import { type S3Place, S3Storage } from '../s3-storage.js';
import type { StoredFile } from '../storage.js';
import type { Archive, ArrivedPart, BegunUpload } from './archive.js';

/** A bucket. Every part carries its MD5, which the server compares (Content-MD5). */
export class S3Archive implements Archive {
  readonly #storage: S3Storage;

  constructor(private readonly place: S3Place) {
    this.#storage = new S3Storage(place);
  }

  async begin(key: FileKey, { sha256 }: StoredFile): Promise<BegunUpload> {
    const command = new CreateMultipartUploadCommand({ ...this.#named(key), Metadata: { sha256 } });
    const { UploadId = '' } = await this.place.client.send(command).catch(throwS3Error);
    return { key, uploadId: UploadId };
  }

  async put({ key, uploadId }: BegunUpload, number: number, content: Uint8Array): Promise<ArrivedPart> {
    const part = { PartNumber: number, Body: content, ContentMD5: hash('md5', content, 'base64') };
    const command = new UploadPartCommand({ ...this.#named(key), UploadId: uploadId, ...part });
    const { ETag = '' } = await this.place.client.send(command).catch(throwUploadError);
    return { number, tag: ETag };
  }

  async complete({ key, uploadId }: BegunUpload, parts: readonly ArrivedPart[]): Promise<void> {
    const Parts = parts.map(({ number, tag }) => ({ PartNumber: number, ETag: tag }));
    const upload = { ...this.#named(key), UploadId: uploadId, MultipartUpload: { Parts } };
    await this.place.client.send(new CompleteMultipartUploadCommand(upload)).catch(throwUploadError);
  }

  async find(key: FileKey): Promise<StoredFile | undefined> {
    try {
      const { ContentLength = 0, Metadata } = await this.place.client.send(new HeadObjectCommand(this.#named(key)));
      return { bytes: ContentLength, sha256: Metadata?.['sha256'] ?? '' };
    } catch (error) {
      if (isNoObject(error)) return undefined;
      return throwS3Error(error);
    }
  }

  read(key: FileKey): Promise<Readable> {
    return this.#storage.read(key);
  }

  async removeFolder(folder: FileKey): Promise<number> {
    let files = 0;
    for await (const _file of this.#storage.list(folder)) files += 1;
    await this.#storage.removeFolder(folder);
    return files + (await this.#giveUp(folder));
  }

  /** Each look shows the first of those that are left. Where a server cannot tell, a rule of the bucket has to end them. */
  async #giveUp(folder: FileKey): Promise<number> {
    const { client, bucket, prefix } = this.place;
    const look = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: `${prefix}${folder}/` });
    const { Uploads = [], IsTruncated } = await client.send(look).catch(noneToList);
    for (const { Key, UploadId } of Uploads) {
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId })).catch(throwS3Error);
    }
    return Uploads.length + (IsTruncated ? await this.#giveUp(folder) : 0);
  }

  #named(key: FileKey) {
    return { Bucket: this.place.bucket, Key: `${this.place.prefix}${key}` };
  }
}

function noneToList(error: unknown): ListMultipartUploadsCommandOutput {
  if (error instanceof S3ServiceException && error.name === 'NotImplemented') return { $metadata: error.$metadata };
  return throwS3Error(error);
}

function throwUploadError(error: unknown): never {
  if (error instanceof S3ServiceException && error.name === 'NoSuchUpload') {
    throw new AppError('storage.uploadGone', 'The archive has given the upload up', { cause: error });
  }
  return throwS3Error(error);
}
