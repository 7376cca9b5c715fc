import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export type Answering = (answer: ServerResponse, asked: Asked) => unknown;

/** A server that answers as it is told to, request by request; the last answer is for all that follow. */
export class ScriptedServer {
  readonly asked: Asked[] = [];
  script: Answering[] = [];
  private readonly server = createServer((request, answer) => void this.#answer(request, answer));

  static async start() {
    const scripted = new ScriptedServer();
    await new Promise<void>((resolve) => scripted.server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  play(...script: Answering[]) {
    this.asked.length = 0;
    this.script = script;
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #answer(request: IncomingMessage, answer: ServerResponse) {
    const body = await buffer(request).catch(() => Buffer.alloc(0)); // cut off by the client
    const asked = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    this.asked.push(asked);
    const [next] = this.script.length > 1 ? this.script.splice(0, 1) : this.script;
    await next?.(answer, asked);
  }
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answering =>
  (answer) =>
    answer.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

export const problem = (status: number, code: string, headers?: Record<string, string>) =>
  json(
    status,
    { type: `/problems/${code}`, title: 'No', status, detail: `Not now: ${code}`, code, traceId: 'a1' },
    headers,
  );

/** The server does the work, and its answer never comes. */
export const lost: Answering = (answer) => answer.destroy();

/** Half of an answer. */
export const cutOff: Answering = (answer) => {
  answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"items": [');
  setTimeout(() => answer.destroy(), 20);
};

export const silent: Answering = () => undefined;
