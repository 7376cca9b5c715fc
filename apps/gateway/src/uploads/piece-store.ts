import { DataStore, ERRORS, Upload } from '@tus/server';
import { AppError } from '@polyspool/contracts/errors';
import type { FileKey } from '@polyspool/contracts/files';
import type { Readable } from 'node:stream';
import { checksumOf } from './checksum.js';
import type { IncomingFile, IncomingState } from './incoming-file.js';

/** Bytes that are held in memory until they are stored together. A sender who is cut off loses none of those that came. */
const pieceBytes = 8 * 1024 * 1024;
/** Whoever sends in drops would fill the storage with files. */
const mostPieces = 10_000;
/** After so long without a byte an upload is given up. */
export const incomingKeptMs = 24 * 3_600_000;

export interface PieceStoreOptions {
  readonly file: (id: string) => IncomingFile;
  /** The `Upload-Checksum` of the request. */
  readonly checksum: string | undefined;
  /** Is shown how each file begins, as soon as that has come; throws where no more of it is wanted. */
  readonly onBegin: (id: string, head: Buffer) => Promise<void>;
}

/** Where the tus server keeps what comes: the store of one request. */
export class PieceStore extends DataStore {
  override extensions = [
    'creation',
    'creation-with-upload',
    'creation-defer-length',
    'expiration',
    'termination',
    'checksum',
  ];

  constructor(private readonly options: PieceStoreOptions) {
    super();
  }

  override async create(upload: Upload) {
    await this.options.file(upload.id).announce({ bytes: upload.size, metadata: upload.metadata });
    return upload;
  }

  override async declareUploadLength(id: string, bytes: number) {
    const { metadata } = await this.#known(id);
    await this.options.file(id).announce({ bytes, metadata });
  }

  override async remove(id: string) {
    await this.#known(id);
    await this.options.file(id).remove();
  }

  override getExpiration() {
    return incomingKeptMs;
  }

  /** Expiry is counted from the last byte that came, not from the first. */
  override async getUpload(id: string) {
    const state = await this.#known(id);
    if (state.pieces.length >= mostPieces) throw tooManyPieces();
    const { bytes, metadata, modifiedAt } = state;
    return new Upload({
      id,
      offset: shownOffset(state),
      ...(bytes !== undefined && { size: bytes }),
      ...(metadata && { metadata }),
      creation_date: modifiedAt.toISOString(),
    });
  }

  /** Answers how far the file goes then. What came before a fault is kept, unless its checksum is wrong. */
  override async write(stream: Readable, id: string, offset: number) {
    const checksum = checksumOf(this.options.checksum);
    const stored: FileKey[] = [];
    let at = offset;
    try {
      for await (const piece of together(stream)) {
        checksum?.update(piece);
        if (at === 0) await this.options.onBegin(id, piece);
        stored.push(await this.options.file(id).add(at, piece));
        at += piece.length;
      }
      checksum?.check();
    } catch (error) {
      if (checksum) await this.options.file(id).forget(stored);
      throw error;
    }
    return at;
  }

  async #known(id: string) {
    const state = await this.options.file(id).state();
    if (!state) throw ERRORS.FILE_NOT_FOUND;
    return state;
  }
}

const tooManyPieces = () =>
  new AppError('input.invalid', `At most ${mostPieces} pieces make a file: begin again, and send larger ones`);

/**
 * A file that has come and was not taken, because the storage was away or the sender gone, lacks its last byte: whoever sends
 * that again has it looked at again.
 */
const shownOffset = ({ offset, bytes, uploadId }: IncomingState) => {
  if (uploadId !== undefined) return bytes ?? offset;
  return bytes === undefined ? offset : Math.max(0, Math.min(offset, bytes - 1));
};

/** The same bytes in pieces worth storing. The last one comes also where the source breaks off, before its fault. */
async function* together(stream: Readable): AsyncGenerator<Buffer, void, void> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  let fault: { error: unknown } | undefined;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes < pieceBytes) continue;
      yield Buffer.concat(chunks);
      chunks = [];
      bytes = 0;
    }
  } catch (error) {
    fault = { error };
  }
  if (bytes > 0) yield Buffer.concat(chunks);
  if (fault) throw fault.error;
}
