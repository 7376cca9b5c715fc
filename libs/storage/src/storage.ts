import type { FileKey } from '@polyspool/contracts/files';
import type { Readable } from 'node:stream';

/**
 * Where files live. Bytes are streamed; a file appears whole or not at all. What an attempt of a job still reads or writes when it
 * is over breaks off.
 */
export abstract class Storage {
  /** Throws `storage.missing`. `end` is inclusive, as in HTTP ranges. */
  abstract read(key: FileKey, range?: ByteRange): Promise<Readable>;
  /** Replaces what was there. Nothing is left behind when `content` fails. */
  abstract write(key: FileKey, content: Readable | Uint8Array | string): Promise<StoredFile>;
  /** Bytes of the file, or undefined when there is none. */
  abstract size(key: FileKey): Promise<number | undefined>;
  /** Makes the file readable at `path`, by link where it can be. It must not be written to. Throws `storage.missing`. */
  abstract fetch(key: FileKey, path: string): Promise<void>;
  /** Takes over a local file: by rename where it can be, else by copy. */
  abstract adopt(path: string, key: FileKey): Promise<StoredFile>;
  /** Removes the file; it is no error when there is none. */
  abstract remove(key: FileKey): Promise<void>;
  /** Removes all files whose keys begin with `folder/`; it is no error when there are none. */
  abstract removeFolder(folder: FileKey): Promise<void>;
  /** Every file below `folder/`, of all files where none is named, in no order. What is written meanwhile may be missing. */
  abstract list(folder?: FileKey): AsyncIterable<ListedFile>;
  /** Throws `storage.unavailable` when files can be neither read nor written. */
  abstract check(): Promise<void>;
}

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredFile {
  readonly bytes: number;
  readonly sha256: string;
}

export interface ListedFile {
  readonly key: FileKey;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

/** The whole file as text. For small files. */
export async function readText(storage: Storage, key: FileKey): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of await storage.read(key)) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
