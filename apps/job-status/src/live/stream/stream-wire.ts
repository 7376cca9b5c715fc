import type { AppError } from '@polyspool/contracts/errors';
import type { LiveProblem } from '@polyspool/contracts/live';
import type { ServerResponse } from 'node:http';
import type { Text, Wire } from '../plain-follower.js';

/** So long a client has to read what it was told last. */
const endTimeoutMs = 10_000;

/** An answer that goes on: Server-Sent Events. */
export class StreamWire implements Wire {
  constructor(private readonly response: ServerResponse) {}

  get waitingBytes() {
    return this.response.writableLength;
  }

  send(text: Text) {
    this.response.write(text);
  }

  end({ code, message: detail }: AppError) {
    const problem: LiveProblem = { code, detail };
    this.finish(serverSentEvent('closed', { problem }));
  }

  finish(last?: Text) {
    const { response } = this;
    response.end(last);
    const cut = setTimeout(() => response.destroy(), endTimeoutMs).unref();
    response.once('close', () => clearTimeout(cut));
  }
}

/** JSON has no line breaks of its own, so one line of data is enough. */
export const serverSentEvent = (name: string, data: unknown, id?: string) =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
