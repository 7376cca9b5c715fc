import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** From the first byte sent to the last byte received. */
  readonly ms: number;
}

/** As many connections as asked for, kept alive, and no framework in between. */
export class HttpClient {
  private readonly url: string;
  private readonly headers: Record<string, string>;
  private readonly agent: Agent;

  constructor(url: string, connections: number, key?: string) {
    this.url = url;
    this.headers = key ? { authorization: `Bearer ${key}` } : {};
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body?: object): Promise<Answer> {
    return this.send('POST', path, body && JSON.stringify(body));
  }

  close() {
    this.agent.destroy();
  }

  private send(method: string, path: string, json?: string): Promise<Answer> {
    const headers = { ...this.headers, ...(json === undefined ? {} : { 'content-type': 'application/json' }) };
    const startedAt = performance.now();
    return new Promise((resolve, reject) => {
      const outgoing = request(this.url + path, { method, headers, agent: this.agent }, (incoming) => {
        text(incoming).then((answer) => {
          const ms = performance.now() - startedAt;
          const status = incoming.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve({ status, ms, body: JSON.parse(answer || '{}') });
          else reject(new Error(`${method} ${path}: ${status} ${answer}`));
        }, reject);
      });
      outgoing.once('error', reject);
      outgoing.end(json);
    });
  }
}

/** Runs `work` on each item, `width` at a time. */
export async function eachOf<Item>(items: readonly Item[], width: number, work: (item: Item) => Promise<void>) {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
