import type { FileKey } from '@polyspool/contracts/files';

/** Where files are fetched from: a storage. */
export interface FileSource {
  /** Makes the file readable at `path`. It must not be written to. */
  fetch(key: FileKey, path: string): Promise<void>;
}
