import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface AskedTask {
  readonly name: string;
  readonly key: string;
  readonly call: { readonly args: unknown[] };
}

/** Takes tasks and lets their jobs stay queued; what a task's first argument is answered with can be said. */
export class FakeGateway {
  readonly started: AskedTask[] = [];
  readonly revoked: string[] = [];
  /** Status by the first argument of a task. */
  readonly refusals = new Map<unknown, number>();
  /** Called before a task is answered. */
  onStart: (task: AskedTask) => Promise<void> = async () => undefined;
  readonly #server = createServer((request, response) => {
    void this.#answer(request).then(([status, body]) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });

  async start(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<[status: number, body: object]> {
    const [, route, last = ''] =
      /^\/(api\/task\/async-apply|api\/task\/revoke|v1\/jobs)\/(.+)$/.exec(request.url!) ?? []; // a server's requests have one
    if (route === 'v1/jobs') return [200, { id: last, type: 'system.debug', status: 'queued', percent: 0, seq: 1 }];
    if (route === 'api/task/revoke') {
      this.revoked.push(last);
      return [200, { message: 'Revoked' }];
    }
    const call = (await json(request)) as AskedTask['call'];
    const task = { name: last, key: String(request.headers['idempotency-key']), call };
    this.started.push(task);
    await this.onStart(task);
    const refusal = this.refusals.get(call.args[0]);
    if (refusal) return [refusal, { code: 'internal', detail: 'It broke' }];
    return [200, { 'task-id': `job-${String(call.args[0])}`, state: 'PENDING' }];
  }
}
