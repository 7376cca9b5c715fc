import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { costAnnotation } from '../guard/deletion-cost.js';

interface FakePod {
  readonly metadata: { name: string; annotations: Record<string, string>; deletionTimestamp?: string };
  readonly spec: unknown;
  readonly status: { phase: string; podIP: string; conditions: { type: string; status: string }[] };
}

/** A stand-in for the API of Kubernetes: the pods of one namespace, to be listed and patched with one token. */
export class FakeKubernetes {
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #pods = new Map<string, FakePod>();
  /** What is answered in place of the next answers: by method. */
  readonly refusals = new Map<string, number>();
  readonly asked: string[] = [];
  /** Takes what is asked, and answers nothing. */
  isHung = false;
  token = 'first token';

  async start() {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
  }

  get url() {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  add(
    name: string,
    port: number,
    { isReady = true, ...more }: Partial<FakePod['metadata']> & { isReady?: boolean } = {},
  ) {
    this.#pods.set(name, {
      metadata: { name, annotations: {}, ...more },
      spec: { containers: [{ ports: [{ name: 'http', containerPort: port }] }] },
      status: {
        phase: 'Running',
        podIP: '127.0.0.1',
        conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
      },
    });
  }

  remove(name: string) {
    this.#pods.delete(name);
  }

  costOf = (name: string) => this.#pods.get(name)?.metadata.annotations[costAnnotation];

  patches = () => this.asked.filter((line) => line.startsWith('PATCH'));

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const { method = '', url = '' } = request;
    const { pathname, searchParams } = new URL(url, this.url);
    this.asked.push(`${method} ${pathname}`);
    if (this.isHung) return;
    const send = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    const refusal = this.refusals.get(method);
    if (refusal) return send(refusal, { kind: 'Status', code: refusal, message: 'as the test wants it' });
    if (request.headers.authorization !== `Bearer ${this.token}`) return send(401, { kind: 'Status', code: 401 });
    const [, name] = /^\/api\/v1\/namespaces\/polyspool\/pods(?:\/(.+))?$/.exec(pathname) ?? [];
    if (method === 'GET' && name === undefined && searchParams.get('labelSelector') === 'role=worker')
      return send(200, { kind: 'PodList', items: [...this.#pods.values()] });
    const pod = this.#pods.get(name ?? '');
    if (!pod) return send(404, { kind: 'Status', code: 404 });
    if (request.headers['content-type'] !== 'application/merge-patch+json')
      return send(415, { kind: 'Status', code: 415 });
    Object.assign(pod.metadata.annotations, (await bodyOf(request)).metadata.annotations);
    return send(200, pod);
  }
}

async function bodyOf(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as { metadata: { annotations: Record<string, string> } };
}
