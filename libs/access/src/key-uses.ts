import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { ApiKeys } from '@polyspool/database/api-keys';

/** Often enough to tell a key in use from a forgotten one, and no load at all. */
const writeEveryMs = 60_000;
const mostAtOnce = 10_000;

/** Remembers which keys were used, and writes it down now and then: no request waits for it. */
@Injectable()
export class KeyUses implements BeforeApplicationShutdown {
  readonly #log = new Logger('KeyUses');
  readonly #used = new Set<string>();
  readonly #writing = setInterval(() => void this.write(), writeEveryMs).unref();

  constructor(private readonly keys: ApiKeys) {}

  note(keyId: string) {
    if (this.#used.size < mostAtOnce) this.#used.add(keyId);
  }

  async write() {
    const ids = [...this.#used];
    this.#used.clear();
    if (!ids.length) return;
    await this.keys.touch(ids).catch((err: unknown) => this.#log.warn({ err }, 'Uses of keys were not written down'));
  }

  async beforeApplicationShutdown() {
    clearInterval(this.#writing);
    await this.write();
  }
}
