import { AppError } from '@polyspool/contracts/errors';
import { type MediaKind, mediaKindOf } from '@polyspool/media/media-kind';
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

export interface SpooledFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly kind: MediaKind;
}

export interface SpoolTarget {
  readonly path: string;
  readonly maxBytes: number;
}

/** The first bytes tell what a file is; so many of them are enough. */
const headBytes = 4100;

/** Writes what comes to a new file, piece by piece, and gives up as soon as it is seen that the file cannot be accepted. */
export async function spoolFile(pieces: AsyncIterable<Buffer>, { path, maxBytes }: SpoolTarget): Promise<SpooledFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600).catch(throwNoSpace);
  try {
    for await (const piece of pieces) {
      const isHeadDone = bytes < headBytes && bytes + piece.length >= headBytes;
      bytes += piece.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(piece);
      await write(file, piece);
      if (isHeadDone) await knownKind(path);
    }
  } finally {
    await file.close();
  }
  if (bytes === 0) throw new AppError('upload.empty', 'The file has no bytes');
  return { path, bytes, sha256: hash.digest('hex'), kind: await knownKind(path) };
}

export const tooLarge = (maxBytes: number) =>
  new AppError('upload.tooLarge', `A file may have ${maxBytes} bytes, and this one has more`);

async function knownKind(path: string) {
  const kind = await mediaKindOf(path);
  if (!kind) throw new AppError('upload.unsupported', 'Its first bytes are not those of a video or audio file');
  return kind;
}

/** `writeFile` on a handle goes on where the last one ended, and does not stop half-way as `write` may. */
const write = (file: FileHandle, piece: Buffer) => file.writeFile(piece).catch(throwNoSpace);

function throwNoSpace(error: unknown): never {
  throw new AppError('storage.unavailable', 'There is no room for the upload now', { cause: error });
}
