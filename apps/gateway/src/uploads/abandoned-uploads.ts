import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { FileKey } from '@polyspool/contracts/files';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';
import { Storage } from '@polyspool/storage/storage';
import { incomingKeptMs } from './piece-store.js';

const everyMs = 3_600_000;

/** Removes resumable uploads of which nothing has come for a day, and those that have long become uploads. */
@Injectable()
export class AbandonedUploads implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    round: async () => void (await this.remove()),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'Abandoned uploads could not be removed'),
  });

  constructor(
    private readonly storage: Storage,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  /** Answers how many. Every replica may: what is gone stays gone. */
  async remove(now = Date.now()): Promise<number> {
    const newest = new Map<string, number>();
    for await (const { key, modifiedAt } of this.storage.list(FileKey.parse('incoming'))) {
      const folder = key.split('/').slice(0, 3).join('/');
      newest.set(folder, Math.max(newest.get(folder) ?? 0, modifiedAt.getTime()));
    }
    const old = [...newest].filter(([, at]) => now - at > incomingKeptMs).map(([folder]) => folder);
    for (const folder of old) await this.storage.removeFolder(FileKey.parse(folder));
    if (old.length) this.log.info({ uploads: old.length }, 'Abandoned uploads were removed');
    return old.length;
  }
}
