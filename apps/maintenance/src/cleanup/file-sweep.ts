import { Injectable } from '@nestjs/common';
import type { FileKey } from '@polyspool/contracts/files';
import type { CleanedUp } from '@polyspool/contracts/maintenance';
import { type OwnedFile, StoredFiles } from '@polyspool/database/stored-files';
import { type ListedFile, Storage } from '@polyspool/storage/storage';
import { filePurpose, type FilePurpose } from './file-purpose.js';

export interface Sweep {
  readonly folder?: FileKey;
  readonly olderThanMs: number;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  /** Whether results of steps go too. They are only kept so that work is not done twice. */
  readonly steps: boolean;
  readonly onLooked?: (files: number) => void;
}

/** Files that are looked up in the database together. */
const batchSize = 500;
const mostExamples = 50;

/** Removes files that belong to nothing. What it does not know, and what is young, it leaves alone. */
@Injectable()
export class FileSweep {
  constructor(
    private readonly storage: Storage,
    private readonly stored: StoredFiles,
  ) {}

  async run(sweep: Sweep): Promise<CleanedUp> {
    const done = { files: 0, bytes: 0, rows: 0, dryRun: sweep.dryRun, examples: [] as string[] };
    let looked = 0;
    for await (const batch of inBatches(this.#old(sweep))) {
      for (const { key, bytes } of await this.#idle(batch, sweep)) {
        sweep.signal.throwIfAborted();
        if (!sweep.dryRun) await this.storage.remove(key);
        done.files += 1;
        done.bytes += bytes;
        if (done.examples.length < mostExamples) done.examples.push(key);
      }
      looked += batch.length;
      sweep.onLooked?.(looked);
    }
    return done;
  }

  async *#old({ folder, olderThanMs, signal }: Sweep) {
    const before = Date.now() - olderThanMs;
    for await (const file of this.storage.list(folder)) {
      signal.throwIfAborted();
      const purpose = filePurpose(file.key);
      if (purpose && file.modifiedAt.getTime() < before) yield { ...file, purpose };
    }
  }

  async #idle(batch: readonly OldFile[], { steps }: Sweep): Promise<readonly ListedFile[]> {
    const owned = batch.flatMap(({ key, purpose }): OwnedFile[] =>
      typeof purpose === 'object' ? [{ key, ...purpose }] : [],
    );
    const orphans = await this.stored.orphans(owned);
    return batch.filter(
      ({ key, purpose }) => purpose === 'temporary' || (purpose === 'step' && steps) || orphans.has(key),
    );
  }
}

type OldFile = ListedFile & { readonly purpose: NonNullable<FilePurpose> };

async function* inBatches<Item>(items: AsyncIterable<Item>) {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}
