import pg from 'pg';
import type { BeforeApplicationShutdown, OnApplicationShutdown } from '@nestjs/common';

const retryMs = 500;
const gatherMs = 10;

/** Postgres NOTIFY, told after commit and coalesced: inside a transaction it would queue all commits on one lock. */
export class Notices implements BeforeApplicationShutdown, OnApplicationShutdown {
  readonly #waiting = new Map<string, Set<string>>();
  readonly #listeners = new Set<Listener>();
  #timer: NodeJS.Timeout | undefined;
  #toldAt = 0;
  #closed = false;

  constructor(
    private readonly url: string,
    private readonly send: (channel: string, payloads: string[]) => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  tell(channel: string, payload: string) {
    const payloads = this.#waiting.get(channel) ?? new Set();
    this.#waiting.set(channel, payloads.add(payload));
    // At once after a silence; what follows closely is gathered.
    const sinceMs = performance.now() - this.#toldAt;
    this.#timer ??= setTimeout(() => void this.#flush(), Math.max(0, gatherMs - sinceMs));
  }

  /** `hear` is also called with undefined after each (re)connect: something may have been missed. */
  listen(channel: string, hear: (payload: string | undefined) => void) {
    const listener = new Listener(this.url, channel, hear);
    this.#listeners.add(listener);
    return listener.connect();
  }

  /** What waits is still told: others listen. */
  async beforeApplicationShutdown() {
    clearTimeout(this.#timer);
    await this.#flush();
  }

  async onApplicationShutdown() {
    this.#closed = true;
    clearTimeout(this.#timer);
    await Promise.all([...this.#listeners].map((listener) => listener.close()));
  }

  async #flush() {
    this.#timer = undefined;
    this.#toldAt = performance.now();
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    await Promise.all(
      waiting.map(([channel, payloads]) =>
        this.send(channel, [...payloads]).catch((error: unknown) => {
          this.onError(error);
          this.#tellAgain(channel, payloads);
        }),
      ),
    );
  }

  /** The last news of a job has none after it that would make up for it. */
  #tellAgain(channel: string, payloads: Set<string>) {
    if (this.#closed) return;
    this.#waiting.set(channel, new Set([...payloads, ...(this.#waiting.get(channel) ?? [])]));
    this.#timer ??= setTimeout(() => void this.#flush(), retryMs);
  }
}

class Listener {
  #client: pg.Client | undefined;
  #closed = false;
  #again: NodeJS.Timeout | undefined;

  constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly hear: (payload: string | undefined) => void,
  ) {}

  async connect(): Promise<void> {
    if (this.#closed) return;
    const client = new pg.Client({
      connectionString: this.url,
      keepAlive: true,
      application_name: 'polyspool listener',
    });
    this.#client = client;
    client.on('notification', (message) => this.hear(message.payload ?? ''));
    client.on('error', () => this.#retry(client));
    client.on('end', () => this.#retry(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(this.channel)}`);
      this.hear(undefined);
    } catch {
      this.#retry(client); // whoever needs Postgres beside this listener reports that it is away
    }
  }

  async close() {
    this.#closed = true;
    clearTimeout(this.#again);
    await this.#client?.end().catch(() => undefined);
  }

  #retry(client: pg.Client) {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    client.end().catch(() => undefined);
    this.#again = setTimeout(() => void this.connect(), retryMs);
  }
}
