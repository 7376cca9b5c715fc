import type { FileKey } from '@polyspool/contracts/files';
import type { Readable } from 'node:stream';

/** What work on files needs of the job that it is part of. */
export interface KeepingJob {
  readonly signal: AbortSignal;
  /** Computes once: whoever asks with the same name and key parts later gets the kept result, and the files beside it. */
  step<Result>(
    name: string,
    keyParts: readonly unknown[],
    compute: (files: { keep(name: string, content: Readable | Uint8Array): Promise<FileKey> }) => Promise<Result>,
  ): Promise<Result>;
}
