import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface TakenHook {
  /** The webhook, as its address says. */
  readonly hook: string;
  /** `webhook-id`: the same whenever a delivery is sent again. */
  readonly id: string;
  readonly body: string;
  readonly isSigned: boolean;
}

/** Somebody's server for webhooks: it takes all of them, and looks at their signatures. */
export class HookReceiver {
  readonly taken: TakenHook[] = [];
  /** Called when one has arrived, before it is answered. */
  onTaken: (hook: TakenHook) => void = () => undefined;
  private readonly secrets: ReadonlyMap<string, string>;
  private readonly server = createServer((request, response) => {
    void this.take(request).then(() => response.end('ok'));
  });

  /** By the last part of their addresses. */
  constructor(secrets: ReadonlyMap<string, string>) {
    this.secrets = secrets;
  }

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(closed));
  }

  private async take(request: IncomingMessage) {
    const body = await text(request);
    const hook = (request.url ?? '').slice(1);
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = request.headers;
    const key = Buffer.from(this.secrets.get(hook)?.slice('whsec_'.length) ?? '', 'base64');
    const signature = `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`;
    const taken = { hook, id: String(id), body, isSigned: String(signatures).split(' ').includes(signature) };
    this.taken.push(taken);
    this.onTaken(taken);
  }
}
