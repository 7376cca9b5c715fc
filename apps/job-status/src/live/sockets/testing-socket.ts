import { expect } from '@jest/globals';
import { eventually } from '@polyspool/service/testing/eventually';
import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Manner {
  readonly key?: string;
  readonly protocols?: string[];
  /** As the gateway in front says. */
  readonly from?: string;
}

/** A client of a plain WebSocket that writes down what it hears. */
export class TestSocket {
  readonly texts: string[] = [];
  readonly socket: WebSocket;
  closed: { readonly code: number; readonly reason: string } | undefined;

  constructor(url: string, { key, protocols = [], from }: Manner = {}) {
    const headers = {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(from !== undefined && { 'x-forwarded-for': from }),
    };
    this.socket = new WebSocket(url.replace(/^http/, 'ws'), protocols, { headers });
    this.socket.on('message', (data) => this.texts.push(String(data)));
    this.socket.on('error', () => undefined);
    this.socket.on('close', (code, reason) => (this.closed = { code, reason: String(reason) }));
  }

  get messages() {
    return this.texts.map((text) => (text.startsWith('{') ? JSON.parse(text) : text));
  }

  ofType(type: string) {
    return this.messages.filter((message) => message.type === type);
  }

  async open() {
    if (this.socket.readyState === WebSocket.CONNECTING) await once(this.socket, 'open');
    return this;
  }

  say(message: unknown) {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Until something is heard. */
  hears(matching: object | string) {
    return eventually(() =>
      expect(this.messages).toContainEqual(typeof matching === 'string' ? matching : expect.objectContaining(matching)),
    );
  }

  closesWith(code: number, reason: string) {
    return eventually(() => expect(this.closed).toEqual({ code, reason }));
  }
}
