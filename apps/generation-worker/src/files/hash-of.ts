import type { FileKey } from '@polyspool/contracts/files';
import type { Storage } from '@polyspool/storage/storage';
import { createHash } from 'node:crypto';

/** SHA-256 of a stored file. */
export async function hashOf(storage: Storage, key: FileKey): Promise<string> {
  const sha256 = createHash('sha256');
  for await (const piece of await storage.read(key)) sha256.update(piece as Buffer);
  return sha256.digest('hex');
}
