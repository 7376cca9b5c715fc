import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { FileKey, incomingFolder } from '@polyspool/contracts/files';
import type { Person } from '@polyspool/database/people';
import { Storage } from '@polyspool/storage/storage';
import { Server, type Upload } from '@tus/server';
import type { FastifyRequest } from 'fastify';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { v7 } from 'uuid';
import { fileKindOf } from './file-kind.js';
import { IncomingFile } from './incoming-file.js';
import { OpenUploads } from './open-uploads.js';
import { PieceStore } from './piece-store.js';
import { largestOf, limitFor, tooLarge, unsupported } from './size-limits.js';
import { Spool } from './spool.js';
import { UploadIntake } from './upload-intake.js';
import { UploadOptions } from './upload-options.js';
import { tusError } from './tus-error.js';
import { tusRequest } from './tus-request.js';

export const resumablePath = '/v1/uploads/resumable';

/** Uploads in pieces, as tus 1.0 has them. What has come whole is taken as an upload that came at once. */
@Injectable()
export class ResumableUploads {
  private readonly open: OpenUploads;

  constructor(
    private readonly storage: Storage,
    private readonly intake: UploadIntake,
    private readonly spool: Spool,
    private readonly options: UploadOptions,
  ) {
    this.open = new OpenUploads(options.maxPerUser);
  }

  /** What this server can do. */
  abilities(request: FastifyRequest): Promise<Response> {
    return this.#serverFor(request, undefined).handleWeb(tusRequest(request));
  }

  /** Throws `quota.uploads`, `upload.*`, `input.invalid`, and all that a refused file is refused with. */
  async handle(request: FastifyRequest, person: Person): Promise<Response> {
    const answer = () => this.#serverFor(request, person).handleWeb(tusRequest(request));
    // Bytes that come are held in memory, also those that come with the announcement.
    const response = await (request.body instanceof Readable ? this.open.run(person.id, answer) : answer());
    if (response.status >= 400) throw tusError({ status_code: response.status, body: await response.text() });
    return response;
  }

  /** The upload that a file has become. */
  async takenAs(id: string, { id: ownerId }: Person): Promise<string | undefined> {
    return (await this.#file(id, ownerId).state())?.uploadId;
  }

  /** One for each request, as its store is of one person: an id of another's is unknown to it. */
  #serverFor(request: FastifyRequest, person: Person | undefined) {
    const ownerId = person?.id ?? 'nobody';
    const checksum = request.headers['upload-checksum']?.toString();
    const file = (id: string) => this.#file(id, ownerId);
    return new Server({
      path: resumablePath,
      relativeLocation: true,
      maxSize: largestOf(this.options.maxBytes),
      datastore: new PieceStore({ file, checksum, onBegin: (id, head) => this.#refuseEarly(file(id), head) }),
      namingFunction: () => v7(),
      locker: noLocks,
      onUploadCreate: async () => {
        await this.#refuseTooMany(ownerId);
        return {};
      },
      onUploadFinish: async (_request, upload) =>
        person ? { headers: { 'Upload-Id': await this.#take(upload, request, person) } } : {},
      onResponseError: (_request, error) => {
        throw tusError(error);
      },
    });
  }

  async #take({ id }: Upload, request: FastifyRequest, person: Person): Promise<string> {
    const file = this.#file(id, person.id);
    const state = await file.state();
    if (!state) throw new AppError('upload.unknown', `No upload ${id}`);
    if (state.uploadId !== undefined) return state.uploadId;
    const { filename, name = filename } = state.metadata ?? {};
    const sent = { name: name ?? undefined, pieces: file.read(state) };
    const { upload } = await unlessRefused(file, () => this.intake.takePieces(sent, request, person));
    await file.becomes(upload.id);
    return upload.id;
  }

  /** So that nobody sends gigabytes of what will not be taken. */
  async #refuseEarly(file: IncomingFile, head: Buffer) {
    const state = await file.state();
    const { filename, name = filename } = state?.metadata ?? {};
    await unlessRefused(file, () =>
      this.spool.lend(async (folder) => {
        const path = join(folder, 'head');
        await writeFile(path, head.subarray(0, headBytes), { mode: 0o600 });
        const kind = await fileKindOf(path, name ?? '');
        const isWhole = head.length >= headBytes || head.length === state?.bytes;
        if (!kind && isWhole) throw unsupported(this.options.maxBytes);
        const maxBytes = kind && limitFor(kind, this.options.maxBytes);
        if (maxBytes !== undefined && (state?.bytes ?? 0) > maxBytes) throw tooLarge(maxBytes);
      }),
    );
  }

  async #refuseTooMany(ownerId: string) {
    const all = new Set<string>();
    const taken = new Set<string>();
    for await (const { key } of this.storage.list(incomingFolder(ownerId))) {
      const [, , id = '', name] = key.split('/');
      all.add(id);
      if (name === 'taken') taken.add(id);
    }
    const { maxResumable } = this.options;
    if (all.size - taken.size < maxResumable) return;
    throw new AppError('quota.uploads', `At most ${maxResumable} resumable uploads may be open: end one, or remove it`);
  }

  #file(id: string, ownerId: string) {
    const key = FileKey.safeParse(id);
    if (!key.success) throw new AppError('upload.unknown', `No upload ${id.slice(0, 64)}`);
    return new IncomingFile(this.storage, ownerId, id);
  }
}

/** The first bytes tell what a file is; so many of them are enough. */
const headBytes = 4_100;

/** Pieces may overlap, so that nobody waits for anybody, here or at another replica. */
const noLocks = { newLock: () => ({ lock: async () => undefined, unlock: async () => undefined }) };

/** What is refused for what it is will be refused again: nothing of it stays. After any other error it may be tried again. */
async function unlessRefused<Result>(file: IncomingFile, look: () => Promise<Result>): Promise<Result> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof AppError && refusals.has(error.status)) await file.remove();
    throw error;
  }
}

const refusals: ReadonlySet<number> = new Set([413, 415, 422]);
