import { AppError } from '@polyspool/contracts/errors';
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type FileKind, fileKindOf } from './file-kind.js';
import { largestOf, limitFor, type SizeLimits, tooLarge, unsupported } from './size-limits.js';

export interface SpooledFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly kind: FileKind;
}

export interface SpoolTarget {
  readonly path: string;
  readonly limits: SizeLimits;
}

/** A file of that name, which counts for texts only. */
export interface NamedTarget extends SpoolTarget {
  readonly name: string;
}

/** The first bytes tell what a file is; so many of them are enough. */
const headBytes = 4100;

/** Writes what comes to a new file, piece by piece, and gives up as soon as it is seen that the file cannot be accepted. */
export async function spoolFile(pieces: AsyncIterable<Buffer>, target: NamedTarget): Promise<SpooledFile> {
  const { path, limits } = target;
  const hash = createHash('sha256');
  let bytes = 0;
  let maxBytes = largestOf(limits);
  const file = await open(path, 'wx', 0o600).catch(throwNoSpace);
  try {
    for await (const piece of pieces) {
      const isHeadDone = bytes < headBytes && bytes + piece.length >= headBytes;
      bytes += piece.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(piece);
      await write(file, piece);
      if (isHeadDone) ({ maxBytes } = await acceptedKind(target));
    }
  } finally {
    await file.close();
  }
  if (bytes === 0) throw new AppError('upload.empty', 'The file has no bytes');
  const accepted = await acceptedKind(target);
  if (bytes > accepted.maxBytes) throw tooLarge(accepted.maxBytes);
  return { path, bytes, sha256: hash.digest('hex'), kind: accepted.kind };
}

async function acceptedKind({ path, limits, name }: NamedTarget) {
  const kind = await fileKindOf(path, name);
  const maxBytes = kind && limitFor(kind, limits);
  if (!kind || maxBytes === undefined) throw unsupported(limits);
  return { kind, maxBytes };
}

/** `writeFile` on a handle goes on where the last one ended, and does not stop half-way as `write` may. */
const write = (file: FileHandle, piece: Buffer) => file.writeFile(piece).catch(throwNoSpace);

function throwNoSpace(error: unknown): never {
  throw new AppError('storage.unavailable', 'There is no room for the upload now', { cause: error });
}
