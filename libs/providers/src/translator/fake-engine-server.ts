import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface EngineRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface EngineAnswer {
  readonly status?: number;
  /** As JSON where it is no text. */
  readonly body?: unknown;
  /** What it does when the answer has begun, instead of ending it. */
  readonly then?: 'hangs up' | 'stalls';
}

/** Never answers, and keeps the connection open. */
export const silence = Symbol('silence');

export type Answering = (request: EngineRequest) => EngineAnswer | typeof silence | Promise<EngineAnswer>;

/** The server of an engine, on this machine, that answers as the test says. For tests only. */
export class FakeEngineServer {
  readonly requests: EngineRequest[] = [];
  private readonly server: Server;

  constructor(public answer: Answering) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  async start() {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close() {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse) {
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, body: await text(incoming) };
    this.requests.push(request);
    const answer = await this.answer(request);
    if (answer === silence) return;
    const { status = 200, body = '', then } = answer;
    response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json' });
    if (then) return void response.write('{', () => then === 'hangs up' && response.destroy());
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }
}
