import { EncryptionKeys } from '@polyspool/jobs/packing/encryption-keys';
import { randomBytes } from 'node:crypto';
import { BackupKeys } from './backup-keys.js';

export const newBackupKeys = () => new BackupKeys(EncryptionKeys.parse(`1:${randomBytes(32).toString('base64')}`));

/** The same bytes, cut at the places that are named, in order. */
export async function* cutAt(bytes: Buffer, places: readonly number[]) {
  let from = 0;
  for (const place of [...places].sort((a, b) => a - b)) {
    yield bytes.subarray(from, place);
    from = Math.max(from, place);
  }
  yield bytes.subarray(from);
}

export async function bytesOf(chunks: AsyncIterable<Uint8Array>) {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}
