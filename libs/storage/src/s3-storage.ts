import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { FileKey } from '@polyspool/contracts/files';
import { createReadStream, createWriteStream } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errnoOf, missing, throwDiskError } from './disk-errors.js';
import { endingWithAttempt } from './ending-with-attempt.js';
import { Measure } from './measure.js';
import { isNoObject, isOutOfRange, throwS3Error } from './s3-errors.js';
import type { ByteRange, ListedFile, Storage, StoredFile } from './storage.js';

/** Bytes of one part, of which two are held in memory. 10,000 parts are the most (S3 API): files of up to 156 GiB. */
const partBytes = 16 * 1024 * 1024;
/** Of one request (S3 API). */
const mostDeleted = 1_000;

export interface S3Place {
  readonly client: S3Client;
  readonly bucket: string;
  /** Before every key: `''`, or a path with a slash at its end. */
  readonly prefix: string;
}

/** Files in a bucket of anything that speaks S3. An object appears when its last part has arrived. */
export class S3Storage implements Storage {
  constructor(private readonly place: S3Place) {}

  async read(key: FileKey, range?: ByteRange): Promise<Readable> {
    const Range = range && `bytes=${range.start}-${range.end}`;
    try {
      const answer = await this.place.client.send(new GetObjectCommand({ ...this.named(key), Range }));
      const body = endingWithAttempt(answer.Body as Readable);
      const content = arriving(body);
      // A server may answer with more than was asked for (RFC 9110, 14.2 and 15.3.7).
      const from = Number(/^bytes (\d+)-/.exec(answer.ContentRange ?? '')?.[1] ?? 0);
      const file = Readable.from(range ? bytesOf(content, range, from) : content, { objectMode: false });
      return file.once('close', () => void body.destroy()); // a connection that nobody reads from is held for ever
    } catch (error) {
      if (isNoObject(error)) throw missing(key, error);
      if (isOutOfRange(error)) return Readable.from([]);
      return throwS3Error(error);
    }
  }

  async write(key: FileKey, content: Readable | Uint8Array | string): Promise<StoredFile> {
    const measure = new Measure();
    const source = endingWithAttempt(content instanceof Readable ? content : Readable.from([Buffer.from(content)]));
    const Body = Readable.from(measure.through(source), { objectMode: false });
    const upload = new Upload({
      client: this.place.client,
      params: { ...this.named(key), Body },
      partSize: partBytes,
      queueSize: 2,
    });
    await upload.done().catch((error: unknown) => {
      source.destroy();
      return throwS3Error(error);
    });
    return measure.result();
  }

  async size(key: FileKey): Promise<number | undefined> {
    try {
      return (await this.place.client.send(new HeadObjectCommand(this.named(key)))).ContentLength;
    } catch (error) {
      if (isNoObject(error)) return undefined;
      return throwS3Error(error);
    }
  }

  async fetch(key: FileKey, path: string): Promise<void> {
    const content = await this.read(key);
    try {
      await pipeline(content, createWriteStream(path, { flags: 'wx' }));
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') await rm(path, { force: true });
      throwDiskError(error);
    }
  }

  async adopt(path: string, key: FileKey): Promise<StoredFile> {
    const stored = await this.write(key, createReadStream(path));
    await rm(path);
    return stored;
  }

  async remove(key: FileKey): Promise<void> {
    await this.place.client.send(new DeleteObjectCommand(this.named(key))).catch(throwS3Error);
  }

  async removeFolder(folder: FileKey): Promise<void> {
    const batch: string[] = [];
    for await (const { key } of this.list(folder)) {
      batch.push(key);
      if (batch.length === mostDeleted) await this.removeAll(batch.splice(0));
    }
    await this.removeAll(batch);
  }

  async *list(folder?: FileKey): AsyncIterable<ListedFile> {
    const { client, bucket, prefix } = this.place;
    const Prefix = folder === undefined ? prefix : `${prefix}${folder}/`;
    try {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix })) {
        for (const { Key = '', Size = 0, LastModified = new Date(0) } of Contents) {
          const key = FileKey.safeParse(Key.slice(prefix.length));
          if (key.success) yield { key: key.data, bytes: Size, modifiedAt: LastModified };
        }
      }
    } catch (error) {
      throwS3Error(error);
    }
  }

  /** Whether files can be written, read and removed. */
  async check(): Promise<void> {
    const probe = FileKey.parse(`.check-${randomUUID()}`);
    await this.write(probe, 'probe');
    (await this.read(probe)).destroy();
    await this.remove(probe);
  }

  private async removeAll(keys: readonly string[]) {
    if (!keys.length) return;
    const Objects = keys.map((key) => ({ Key: `${this.place.prefix}${key}` }));
    const command = new DeleteObjectsCommand({ Bucket: this.place.bucket, Delete: { Objects, Quiet: true } });
    const { Errors = [] } = await this.place.client.send(command).catch(throwS3Error);
    if (Errors.length) throwS3Error(Object.assign(new Error('Not removed'), { name: Errors[0]?.Code, $metadata: {} }));
  }

  private named(key: FileKey) {
    return { Bucket: this.place.bucket, Key: `${this.place.prefix}${key}` };
  }
}

/** The connection may break on the way. */
async function* arriving(body: Readable) {
  try {
    for await (const chunk of body) yield chunk as Buffer;
  } catch (error) {
    throwS3Error(error);
  }
}

async function* bytesOf(content: AsyncIterable<Buffer>, { start, end }: ByteRange, from: number) {
  let at = from;
  for await (const chunk of content) {
    yield chunk.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at));
    at += chunk.length;
    if (at > end) return;
  }
}
