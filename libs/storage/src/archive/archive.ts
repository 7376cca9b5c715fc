import type { FileKey } from '@polyspool/contracts/files';
import type { Readable } from 'node:stream';
import type { StoredFile } from '../storage.js';

/** Bytes of a part but the last; larger where a file would have more parts than `mostParts`. */
export const partBytes = 16 * 1024 * 1024;
/** Of one file (S3 API). */
export const mostParts = 10_000;

/** An upload that has begun. What has arrived of it stays until it is completed or given up. */
export interface BegunUpload {
  readonly key: FileKey;
  readonly uploadId: string;
}

export interface ArrivedPart {
  /** First = 1. */
  readonly number: number;
  /** What the archive calls the part that it holds. */
  readonly tag: string;
}

/** Where files are kept for good, beside the storage that jobs work with. Files arrive in parts, so that what broke off goes on. */
export abstract class Archive {
  abstract begin(key: FileKey, file: StoredFile): Promise<BegunUpload>;
  /** Throws `storage.uploadGone` where the archive knows nothing of the upload any longer. */
  abstract put(upload: BegunUpload, number: number, content: Uint8Array): Promise<ArrivedPart>;
  /** The file is there when this answers. Throws `storage.uploadGone`. */
  abstract complete(upload: BegunUpload, parts: readonly ArrivedPart[]): Promise<void>;
  /** Size and checksum that were told when the file was begun, or undefined when there is none. */
  abstract find(key: FileKey): Promise<StoredFile | undefined>;
  abstract read(key: FileKey): Promise<Readable>;
  /** Removes all files whose keys begin with `folder/`, what has arrived of others too. Answers how many. */
  abstract removeFolder(folder: FileKey): Promise<number>;
}
