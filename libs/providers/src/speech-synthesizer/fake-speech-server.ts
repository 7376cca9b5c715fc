import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { wavFile } from './wav-sound.js';

export interface SpeechServerRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface SpeechServerAnswer {
  readonly status?: number;
  /** A recording, or anything as JSON. */
  readonly body?: unknown;
  /** What it does in the middle of the answer, instead of ending it. */
  readonly then?: 'hangs up' | 'stalls' | 'never ends';
}

/** Never answers, and keeps the connection open. */
export const silence = Symbol('silence');

export type Answering = (request: SpeechServerRequest) => SpeechServerAnswer | typeof silence;

/** The server of an engine, on this machine, that answers as the test says. For tests only. */
export class FakeSpeechServer {
  readonly requests: SpeechServerRequest[] = [];
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
    const answer = this.answer(request);
    if (answer === silence) return;
    const { status = 200, body = '', then } = answer;
    const isSound = Buffer.isBuffer(body);
    const bytes = isSound ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    response.writeHead(status, { 'content-type': isSound ? 'audio/wav' : 'application/json' });
    if (!then) return void response.end(bytes);
    response.write(bytes.subarray(0, bytes.length / 2), () => then === 'hangs up' && response.destroy());
    if (then === 'never ends') flood(response);
  }
}

function flood(response: ServerResponse) {
  const megabyte = Buffer.alloc(1024 ** 2, 1);
  const more = () => {
    if (!response.destroyed) response.write(megabyte, more);
  };
  more();
}

const sampleRate = 16_000;
export const secondsPerLetter = 1 / 80;

/** A tone, longer for a longer text, between two short silences. */
export function spokenWav(input: string): Buffer {
  const [quiet, loud] = [1_600, secondsPerLetter * sampleRate * input.length];
  const samples = Int16Array.from({ length: 2 * quiet + loud }, (_, i) =>
    i < quiet || i >= quiet + loud ? 0 : Math.round(8_000 * Math.sin(i / 10)),
  );
  return wavFile({ sampleRate, samples });
}
