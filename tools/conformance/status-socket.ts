import { once } from 'node:events';
import type { StatusMessage } from '@polyspool/contracts/status-message';
import { until } from '../faults/until.ts';
import type { ConformanceSystem } from './conformance-system.ts';

/** `new WebSocket(...)` of a browser on `/ws/jobs/{id}`, and all that it has heard. */
export class StatusSocket {
  readonly heard: string[] = [];
  readonly #socket: WebSocket;
  readonly #closed: Promise<number>;

  /** With the user's key where nothing is said; with none where that is ''. */
  constructor(system: ConformanceSystem, jobId: string, key = system.run.userKey) {
    const address = system.run.gatewayUrl.replace(/^http/, 'ws');
    this.#socket = new WebSocket(`${address}/ws/jobs/${jobId}${key && `?token=${key}`}`);
    this.#socket.addEventListener('message', ({ data }) => this.heard.push(String(data)));
    this.#closed = once(this.#socket, 'close').then(([event]) => (event as CloseEvent).code);
  }

  /** In the order that they came. */
  get messages(): StatusMessage[] {
    return this.heard.filter((text) => text.startsWith('{')).map((text) => JSON.parse(text) as StatusMessage);
  }

  /** The state at once, before anything happens. */
  first(): Promise<StatusMessage> {
    return until('the socket tells the state of the job', () => this.messages[0]);
  }

  /** Until the job has come to one of these states. */
  reaches(...states: readonly StatusMessage['status'][]): Promise<StatusMessage> {
    const find = () => this.messages.find(({ status }) => states.includes(status));
    return until(`the socket tells ${states.join(' or ')}`, find, { limitMs: 60_000 });
  }

  /** Says it, and answers what is heard next. */
  async ask(text: string): Promise<string> {
    const known = this.heard.length;
    this.#socket.send(text);
    return until(`an answer to ${text}`, () => this.heard[known]);
  }

  /** The code with which the other side ends it. */
  closed(): Promise<number> {
    return this.#closed;
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.#closed;
  }
}
