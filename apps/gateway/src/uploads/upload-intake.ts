import { Injectable } from '@nestjs/common';
import { type Upload, uploadFolder, uploadKey } from '@polyspool/contracts/files';
import type { Person } from '@polyspool/database/people';
import { type NewUpload, UploadRecords } from '@polyspool/database/upload-records';
import { probeMedia } from '@polyspool/media/probe-media';
import { Storage } from '@polyspool/storage/storage';
import type { FastifyRequest } from 'fastify';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { type ReceivedFile, receiveFile } from './receive-file.js';
import { FairPlaces } from './fair-places.js';
import { OpenUploads } from './open-uploads.js';
import { Spool } from './spool.js';
import { UploadOptions } from './upload-options.js';
import { whileConnected } from './while-connected.js';

export interface TakenUpload {
  readonly upload: Upload;
  /** Not so when this person has sent the same content before. */
  readonly isNew: boolean;
}

/** From the bytes on the line to a stored, probed, recorded upload; or to an error, and nothing left. */
@Injectable()
export class UploadIntake {
  private readonly open: OpenUploads;
  private readonly probes: FairPlaces;

  constructor(
    private readonly uploads: UploadRecords,
    private readonly storage: Storage,
    private readonly spool: Spool,
    private readonly options: UploadOptions,
  ) {
    this.open = new OpenUploads(options.maxPerUser);
    this.probes = new FairPlaces(options.maxProbes, options.probeWaitMs);
  }

  take(request: FastifyRequest, person: Person): Promise<TakenUpload> {
    return this.open.run(person.id, () =>
      this.spool.lend(async (folder) => {
        const file = await this.receive(request, join(folder, 'upload'));
        const known = await this.uploads.withContent(person.id, file.sha256);
        if (known) return this.again(known, file);
        const probe = await whileConnected(request, (signal) => this.probe(file, person, signal));
        const { name, bytes, sha256 } = file;
        const { mediaType } = file.kind;
        const kind = probe.video ? 'video' : 'audio';
        return this.keep({ id: v7(), userId: person.id, kind, name, mediaType, bytes, sha256, probe }, file.path);
      }),
    );
  }

  private probe({ path, kind: { demuxer } }: ReceivedFile, person: Person, signal: AbortSignal) {
    const timeoutMs = this.options.probeTimeoutMs;
    return this.probes.run(person.id, signal, () => probeMedia({ path, demuxer, signal, timeoutMs }));
  }

  private async receive(request: FastifyRequest, path: string) {
    request.raw.setTimeout(this.options.idleTimeoutMs, () => request.raw.destroy());
    try {
      return await receiveFile(request, { path, maxBytes: this.options.maxBytes });
    } finally {
      request.raw.setTimeout(0);
    }
  }

  /** File first, then row: a crash in between leaves a file that nobody sees, never a row without its file. */
  private async keep(upload: NewUpload, path: string): Promise<TakenUpload> {
    await this.storage.adopt(path, uploadKey(upload.id));
    try {
      const kept = await this.uploads.add(upload);
      const isNew = kept.id === upload.id;
      if (!isNew) await this.storage.removeFolder(uploadFolder(upload.id));
      return { upload: kept, isNew };
    } catch (error) {
      await this.storage.removeFolder(uploadFolder(upload.id));
      throw error;
    }
  }

  /** No second copy; but should the first have been lost, here it is again. */
  private async again(known: Upload, file: ReceivedFile): Promise<TakenUpload> {
    const key = uploadKey(known.id);
    if ((await this.storage.size(key)) !== known.bytes) await this.storage.adopt(file.path, key);
    return { upload: known, isNew: false };
  }
}
