import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { lookAt, pullFile } from './pull-file.ts';

const content = Buffer.from('a model of several bytes '.repeat(1000));
const digest = (algorithm: string, bytes = content) => createHash(algorithm).update(bytes).digest('hex');

/** As Hugging Face does it: what it is stands in front, the file lies elsewhere. */
class Hub {
  readonly ranges: (string | undefined)[] = [];
  knowsRanges = true;
  sha256 = digest('sha256');
  sent = content;
  cutAfter = Infinity;
  /** The connection is cut when what was sent has come to rest. */
  arrived = () => Promise.resolve();
  readonly server: Server = createServer((request, response) => this.serve(request, response));

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/ggml-tiny.bin`;
  }

  private serve({ url, headers: { range } }: IncomingMessage, response: ServerResponse) {
    if (url === '/ggml-tiny.bin') {
      const told = { 'x-linked-size': content.length, 'x-linked-etag': `"${this.sha256}"` };
      response.writeHead(302, { ...told, location: '/there' }).end();
      return;
    }
    if (url !== '/there') {
      response.writeHead(404).end();
      return;
    }
    this.ranges.push(range);
    const from = this.knowsRanges ? Number(/\d+/.exec(range ?? '')?.[0] ?? 0) : 0;
    const rest = this.sent.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length });
    if (this.cutAfter < rest.length)
      response.write(rest.subarray(0, this.cutAfter), () => void this.arrived().then(() => response.socket?.end()));
    else response.end(rest);
  }
}

describe('a model', () => {
  let hub: Hub;
  let folder: string;

  const path = () => join(folder, 'models/ggml-tiny.bin');
  const pull = async (sha1 = digest('sha1')) => pullFile({ file: await lookAt(hub.url), path: path(), sha1 });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'models-spec-'));
    hub = new Hub();
    hub.server.listen(0, '127.0.0.1');
    await once(hub.server, 'listening');
  });

  afterEach(async () => {
    hub.server.closeAllConnections();
    hub.server.close();
    await rm(folder, { recursive: true });
  });

  it('is described before it is loaded', async () => {
    expect(await lookAt(hub.url)).toEqual({ url: hub.url, bytes: content.length, sha256: digest('sha256') });
    expect(hub.ranges).toEqual([]);
  });

  it('is loaded, checked, and not loaded again', async () => {
    expect(await pull()).toBe(true);
    expect(await readFile(path())).toEqual(content);
    expect(await pull()).toBe(false);
    expect(hub.ranges).toHaveLength(1);
  });

  it.each([true, false])('is loaded from where it was cut off (the server knows ranges: %s)', async (knowsRanges) => {
    hub.knowsRanges = knowsRanges;
    hub.cutAfter = 9000;
    hub.arrived = async () => {
      while (!(await stat(`${path()}.part`).catch(() => undefined))?.size) await setImmediate();
    };
    await expect(pull()).rejects.toThrow();
    expect(await readdir(join(folder, 'models'))).toEqual(['ggml-tiny.bin.part']);
    hub.cutAfter = Infinity;

    expect(await pull()).toBe(true);

    expect(await readFile(path())).toEqual(content);
    expect(hub.ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]\d*-$/)]);
  });

  it('is loaded again where what is there is damaged', async () => {
    await pull();
    await writeFile(path(), Buffer.alloc(content.length));

    expect(await pull()).toBe(true);
    expect(await readFile(path())).toEqual(content);
  });

  it('is refused, and nothing is left of it, where a checksum is another', async () => {
    await expect(pull('0'.repeat(40))).rejects.toThrow('its SHA-1 is not the one that its authors publish');
    hub.sha256 = '0'.repeat(64);
    await expect(pull()).rejects.toThrow('its SHA-256 is not the one that its server tells');

    expect(await readdir(join(folder, 'models'))).toEqual([]);
  });

  it('is refused where the server sends more than it said', async () => {
    hub.sent = Buffer.concat([content, content]);

    await expect(pull()).rejects.toThrow('sends more than it said');
  });

  it('is not there, or nobody is', async () => {
    await expect(lookAt(hub.url.replace('tiny', 'huge'))).rejects.toThrow('404');
    hub.server.closeAllConnections();
    const { url } = hub;
    await new Promise((resolve) => hub.server.close(resolve));
    await expect(lookAt(url)).rejects.toThrow('cannot be reached');
  });
});
