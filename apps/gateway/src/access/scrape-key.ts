import { createHash, timingSafeEqual } from 'node:crypto';

/** Prometheus' own key. It opens the metrics alone, and no database is asked for it: they are wanted most while that is away. */
export class ScrapeKey {
  readonly #digest: Buffer | undefined;

  constructor(key: string | undefined) {
    this.#digest = key === undefined ? undefined : digestOf(key);
  }

  opens(route: string, bearer: string | undefined): boolean {
    if (route !== '/metrics' || !this.#digest || bearer === undefined) return false;
    return timingSafeEqual(this.#digest, digestOf(bearer));
  }
}

const digestOf = (key: string) => createHash('sha256').update(key).digest();
