import { Injectable } from '@nestjs/common';
import { type Upload, uploadFolder, uploadKey } from '@polyspool/contracts/files';
import type { Person } from '@polyspool/database/people';
import { type NewUpload, UploadRecords } from '@polyspool/database/upload-records';
import { Storage } from '@polyspool/storage/storage';
import type { FastifyRequest } from 'fastify';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { type ReceivedFile, receiveFile } from './receive-file.js';
import { FileProbes, type Look } from './file-probes.js';
import { inspectScript } from './inspect-script.js';
import { OpenUploads } from './open-uploads.js';
import type { SizeLimits } from './size-limits.js';
import { Spool } from './spool.js';
import type { SpoolTarget } from './spool-file.js';
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

  constructor(
    private readonly uploads: UploadRecords,
    private readonly storage: Storage,
    private readonly spool: Spool,
    private readonly options: UploadOptions,
    private readonly probes: FileProbes,
  ) {
    this.open = new OpenUploads(options.maxPerUser);
  }

  /** Of every kind that there is. */
  take(request: FastifyRequest, person: Person): Promise<TakenUpload> {
    return this.takeWithin(request, person, this.options.maxBytes);
  }

  takeDocument(request: FastifyRequest, person: Person): Promise<TakenUpload> {
    return this.takeWithin(request, person, { document: this.options.maxBytes.document });
  }

  private takeWithin(request: FastifyRequest, person: Person, limits: SizeLimits): Promise<TakenUpload> {
    return this.open.run(person.id, () =>
      this.spool.lend(async (folder) => {
        const file = await this.receive(request, { path: join(folder, 'upload'), limits });
        const known = await this.uploads.withContent(person.id, file.sha256);
        if (known) return this.again(known, file);
        const probed = await whileConnected(request, (signal) => this.probe(file, { ownerId: person.id, signal }));
        const { name, bytes, sha256 } = file;
        const { mediaType } = file.kind;
        return this.keep({ id: v7(), userId: person.id, name, mediaType, bytes, sha256, ...probed }, file.path);
      }),
    );
  }

  private async probe({ path, kind }: ReceivedFile, look: Look) {
    if (kind.kind === 'script') return { kind: kind.kind, probe: await inspectScript(path, kind) } as const;
    if (kind.kind === 'document') return { kind: kind.kind, probe: await this.probes.document(path, look) } as const;
    const probe = await this.probes.recording({ path, demuxer: kind.demuxer }, look);
    return { kind: probe.video ? 'video' : 'audio', probe } as const;
  }

  private async receive(request: FastifyRequest, target: SpoolTarget) {
    request.raw.setTimeout(this.options.idleTimeoutMs, () => request.raw.destroy());
    try {
      return await receiveFile(request, target);
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
