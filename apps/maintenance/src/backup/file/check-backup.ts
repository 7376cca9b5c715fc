import { AppError } from '@polyspool/contracts/errors';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { BackupKeys } from './backup-keys.js';
import { type Entry, readEntries } from './entries.js';
import { open } from './sealed-file.js';

export interface FetchedBackup {
  readonly path: string;
  readonly subject: string;
  /** As its label says; of one without a label nothing is known. */
  readonly sha256?: string | undefined;
}

/** Reads it once to its end, so that nothing is restored of one that is damaged. Throws `backup.unreadable`, `key.unavailable`. */
export async function checkBackup(backup: FetchedBackup, keys: BackupKeys) {
  const hash = createHash('sha256');
  let isWhole = false;
  for await (const { kind } of entriesOf(backup, keys, (chunk) => hash.update(chunk))) isWhole = kind === 'manifest';
  if (!isWhole) throw new AppError('backup.unreadable', `The ${backup.subject} has no end`);
  if (backup.sha256 !== undefined && hash.digest('hex') !== backup.sha256) {
    throw new AppError('backup.unreadable', `The ${backup.subject} is not the one of its label: another SHA-256`);
  }
}

export async function* entriesOf(
  { path, subject }: FetchedBackup,
  keys: BackupKeys,
  onChunk: (chunk: Buffer) => void = () => undefined,
): AsyncGenerator<Entry> {
  const file = createReadStream(path);
  try {
    yield* readEntries(open(told(file, onChunk), subject, keys));
  } finally {
    file.destroy();
  }
}

async function* told(chunks: AsyncIterable<Buffer>, onChunk: (chunk: Buffer) => void) {
  for await (const chunk of chunks) {
    onChunk(chunk);
    yield chunk;
  }
}
