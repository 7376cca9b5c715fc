import { Injectable } from '@nestjs/common';
import type { storageJobs } from '@polyspool/contracts/corpus';
import { AppError } from '@polyspool/contracts/errors';
import { FileKey, uploadKey } from '@polyspool/contracts/files';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { Archive, type ArrivedPart, type BegunUpload, mostParts, partBytes } from '@polyspool/storage/archive/archive';
import { Storage, type StoredFile } from '@polyspool/storage/storage';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

type UploadJob = RunningJob<typeof storageJobs.upload>;

/** Copies a file to the archive. Each part that has arrived is a step of its own, so that what broke off goes on there. */
@Injectable()
export class ArchiveFile implements JobHandler<typeof storageJobs.upload> {
  constructor(
    private readonly storage: Storage,
    private readonly archive: Archive,
  ) {}

  async run(job: UploadJob) {
    const key = keyOf(job.input);
    const file = await job.step('checksum', [key], async () => measured(await this.storage.read(key), job.signal));
    const ranges = rangesOf(file.bytes);
    const done = { key, ...file, parts: ranges.length };
    // What an archive says of a file is what it was told: an attempt may have ended before it was verified.
    const isThere = isSame(await this.archive.find(key), file) && isSame(await this.#kept(job, key), file);
    if (isThere) return { ...done, resumedParts: ranges.length };
    const resumedParts = await this.#send(job, key, file);
    const kept = await this.#kept(job, key);
    if (isSame(kept, file)) return { ...done, resumedParts };
    throw new AppError(
      'storage.differs',
      `The archive holds ${kept.bytes} bytes of ${file.bytes} with another checksum`,
    );
  }

  /** Goes on where an earlier attempt has ended; from the beginning where the archive has given that up meanwhile. */
  async #send(job: UploadJob, key: FileKey, file: StoredFile): Promise<number> {
    for (const given: string[] = []; ;) {
      let isNew = false;
      // Named after those that are gone, so that the next attempt goes on with this one.
      const begun = await job.step('begin', [key, file.sha256, ...given], () => {
        isNew = true;
        return this.archive.begin(key, file);
      });
      try {
        return await this.#sendParts(job, begun, file);
      } catch (error) {
        if (isNew || !(error instanceof AppError) || error.code !== 'storage.uploadGone') throw error;
        job.log('The archive has given the upload up: it begins anew');
        given.push(begun.uploadId);
      }
    }
  }

  async #sendParts(job: UploadJob, upload: BegunUpload, { bytes }: StoredFile): Promise<number> {
    const arrived: ArrivedPart[] = [];
    let resumed = 0;
    for (const [index, range] of rangesOf(bytes).entries()) {
      job.signal.throwIfAborted();
      let isNew = false;
      const part = await job.step('part', [upload.uploadId, index], async () => {
        isNew = true;
        const content = bytes ? await buffer(await this.storage.read(upload.key, range)) : Buffer.alloc(0);
        return this.archive.put(upload, index + 1, content);
      });
      if (!isNew) resumed += 1;
      arrived.push(part);
      job.report('upload', (range.end + 1) / Math.max(bytes, 1));
    }
    await this.archive.complete(upload, arrived);
    return resumed;
  }

  /** Reads it back. */
  async #kept(job: UploadJob, key: FileKey): Promise<StoredFile> {
    job.report('verify', 0);
    return measured(await this.archive.read(key), job.signal);
  }
}

const isSame = (kept: StoredFile | undefined, { bytes, sha256 }: StoredFile) =>
  kept?.bytes === bytes && kept.sha256 === sha256;

function keyOf({ uploadId, file }: UploadJob['input']): FileKey {
  if (file !== undefined) return FileKey.parse(file);
  if (uploadId !== undefined) return uploadKey(uploadId);
  throw new AppError('input.invalid', 'Name an upload or an artifact');
}

/** One part at least: an empty file is a file too. */
export function rangesOf(bytes: number) {
  const size = Math.max(partBytes, Math.ceil(bytes / mostParts));
  const count = Math.max(1, Math.ceil(bytes / size));
  return Array.from({ length: count }, (_, index) => ({
    start: index * size,
    end: Math.min((index + 1) * size, bytes) - 1,
  }));
}

async function measured(content: Readable, signal: AbortSignal): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of content) {
    signal.throwIfAborted();
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
