import { Injectable } from '@nestjs/common';
import { type Upload, uploadFolder, uploadKey } from '@polyspool/contracts/files';
import type { Person } from '@polyspool/database/people';
import { type NewUpload, UploadRecords } from '@polyspool/database/upload-records';
import { Storage } from '@polyspool/storage/storage';
import type { FastifyRequest } from 'fastify';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { displayName } from './file-name.js';
import { type ReceivedFile, receiveFile } from './receive-file.js';
import { FileProbes, type Look } from './file-probes.js';
import { inspectScript } from './inspect-script.js';
import { OpenUploads } from './open-uploads.js';
import type { SizeLimits } from './size-limits.js';
import { Spool } from './spool.js';
import { spoolFile, type SpoolTarget } from './spool-file.js';
import { UploadOptions } from './upload-options.js';
import { whileConnected } from './while-connected.js';

export interface TakenUpload {
  readonly upload: Upload;
  /** Not so when this person has sent the same content before. */
  readonly isNew: boolean;
}

export interface SentPieces {
  /** As the sender calls the file. */
  readonly name: string | undefined;
  readonly pieces: AsyncIterable<Buffer>;
}

interface Sending {
  readonly request: FastifyRequest;
  readonly person: Person;
  readonly limits: SizeLimits;
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
    const { maxBytes } = this.options;
    return this.takeIn({ request, person, limits: maxBytes }, (target) => this.receive(request, target));
  }

  takeDocument(request: FastifyRequest, person: Person): Promise<TakenUpload> {
    const limits = { document: this.options.maxBytes.document };
    return this.takeIn({ request, person, limits }, (target) => this.receive(request, target));
  }

  /** Sound or pictures, in the form's field of that name. */
  takeRecording(request: FastifyRequest, person: Person, field: string): Promise<TakenUpload> {
    const limits = { recording: this.options.maxBytes.recording };
    return this.takeIn({ request, person, limits }, (target) => this.receive(request, target, field));
  }

  /** What has come before this request, in pieces. */
  takePieces({ name: given, pieces }: SentPieces, request: FastifyRequest, person: Person): Promise<TakenUpload> {
    const name = displayName(given);
    return this.takeIn({ request, person, limits: this.options.maxBytes }, async (target) => ({
      ...(await spoolFile(pieces, { ...target, name })),
      name,
    }));
  }

  private takeIn(
    { request, person, limits }: Sending,
    receive: (target: SpoolTarget) => Promise<ReceivedFile>,
  ): Promise<TakenUpload> {
    return this.open.run(person.id, () =>
      this.spool.lend(async (folder) => {
        const file = await receive({ path: join(folder, 'upload'), limits });
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

  private async receive(request: FastifyRequest, target: SpoolTarget, field?: string) {
    request.raw.setTimeout(this.options.idleTimeoutMs, () => request.raw.destroy());
    try {
      return await receiveFile(request, target, field);
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
