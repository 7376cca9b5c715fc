import { AppError } from '@polyspool/contracts/errors';
import type { FileKey } from '@polyspool/contracts/files';
import type { Metrics } from '@polyspool/service/metrics';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ByteRange, ListedFile, Storage, StoredFile } from './storage.js';

/** Another storage, measured: how long it takes, whether it succeeds, and how much goes in and out. */
export class MeasuredStorage implements Storage {
  readonly #durations;
  readonly #bytes;

  constructor(
    private readonly storage: Storage,
    metrics: Metrics,
  ) {
    this.#durations = metrics.histogram({
      name: 'storage_operation_duration_seconds',
      help: 'Duration of operations of the storage; of a read until its first byte may be asked for',
      labels: ['operation', 'outcome'],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60],
    });
    this.#bytes = metrics.counter({
      name: 'storage_bytes_total',
      help: 'Bytes that were read from the storage, or written to it',
      labels: ['direction'],
    });
  }

  async read(key: FileKey, range?: ByteRange): Promise<Readable> {
    const content = await this.#timed('read', () => this.storage.read(key, range));
    // A connection that nobody reads from is held for ever.
    return Readable.from(this.#counted(content), { objectMode: false }).once('close', () => void content.destroy());
  }

  write(key: FileKey, content: Readable | Uint8Array | string): Promise<StoredFile> {
    return this.#taken('write', () => this.storage.write(key, content));
  }

  size(key: FileKey): Promise<number | undefined> {
    return this.#timed('size', () => this.storage.size(key));
  }

  async fetch(key: FileKey, path: string): Promise<void> {
    await this.#timed('fetch', () => this.storage.fetch(key, path));
    this.#bytes.inc({ direction: 'read' }, (await stat(path)).size);
  }

  adopt(path: string, key: FileKey): Promise<StoredFile> {
    return this.#taken('adopt', () => this.storage.adopt(path, key));
  }

  remove(key: FileKey): Promise<void> {
    return this.#timed('remove', () => this.storage.remove(key));
  }

  removeFolder(folder: FileKey): Promise<void> {
    return this.#timed('removeFolder', () => this.storage.removeFolder(folder));
  }

  list(folder?: FileKey): AsyncIterable<ListedFile> {
    return this.storage.list(folder);
  }

  check(): Promise<void> {
    return this.#timed('check', () => this.storage.check());
  }

  async *#counted(content: Readable) {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      this.#bytes.inc({ direction: 'read' }, chunk.length);
      yield chunk;
    }
  }

  async #taken(operation: string, work: () => Promise<StoredFile>) {
    const stored = await this.#timed(operation, work);
    this.#bytes.inc({ direction: 'write' }, stored.bytes);
    return stored;
  }

  async #timed<Result>(operation: string, work: () => Promise<Result>): Promise<Result> {
    const begun = performance.now();
    const end = (outcome: string) =>
      this.#durations.observe({ operation, outcome }, (performance.now() - begun) / 1_000);
    try {
      const result = await work();
      end('ok');
      return result;
    } catch (error) {
      end(error instanceof AppError && error.code === 'storage.missing' ? 'missing' : 'failed');
      throw error;
    }
  }
}
