import fc from 'fast-check';
import { Polyspool } from '../polyspool.js';
import { json, lost, problem, ScriptedServer, type Asked } from '../testing/scripted-server.js';
import type { UploadProgress } from './resumable-upload.js';

type Fault = 'none' | 'cut' | 'lost' | 'broken' | 'busy';

/** tus 1.0, as the gateway speaks it, with a fault for each piece that comes. */
class TusServer {
  bytes = Buffer.alloc(0);
  faults: Fault[] = [];
  private length: number | undefined;

  answer = (answer: Parameters<typeof lost>[0], asked: Asked) => {
    const { method, headers, path } = asked;
    const length = headers['upload-length'];
    if (length !== undefined) this.length = Number(length);
    if (method === 'POST') return answer.writeHead(201, { location: '/v1/uploads/resumable/t1' }).end();
    if (method === 'GET') return json(200, { id: 'u1', name: 'sent', path })(answer, asked);
    if (method === 'HEAD') return answer.writeHead(200, this.headers()).end();
    const fault = this.faults.shift() ?? 'none';
    if (fault === 'busy') return problem(429, 'quota.uploads')(answer, asked);
    if (fault === 'broken') return problem(500, 'internal')(answer, asked);
    if (Number(headers['upload-offset']) !== this.bytes.length)
      return problem(409, 'upload.otherOffset')(answer, asked);
    const taken = fault === 'cut' ? asked.body.subarray(0, asked.body.length >> 1) : asked.body;
    this.bytes = Buffer.concat([this.bytes, taken]);
    return fault === 'none' ? answer.writeHead(204, this.headers()).end() : answer.destroy();
  };

  private headers() {
    const isWhole = this.bytes.length === this.length;
    return { 'upload-offset': String(this.bytes.length), ...(isWhole ? { 'upload-id': 'u1' } : {}) };
  }
}

describe('an upload', () => {
  let server: ScriptedServer;
  let client: Polyspool;
  beforeAll(async () => {
    server = await ScriptedServer.start();
    client = new Polyspool({ url: server.url, key: 'k' });
  });
  afterAll(() => server.stop());

  const tus = () => {
    const one = new TusServer();
    server.play(one.answer);
    return one;
  };

  it('arrives as it was sent, whatever becomes of its pieces on the way', async () => {
    const someFaults = fc.array(fc.constantFrom<Fault>('none', 'cut', 'lost', 'broken', 'busy'), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 2_000 }),
        someFaults,
        fc.boolean(),
        async (bytes, faults, streamed) => {
          const one = tus();
          one.faults = faults;
          const half = bytes.length >> 1;
          const source = streamed ? new Blob([bytes.slice(0, half), bytes.slice(half)]).stream() : bytes;

          const { id } = await client.uploads.create(source, { name: 'ü.mp4', resumable: true });

          expect([id, one.bytes.equals(bytes)]).toEqual(['u1', true]);
          const begun = server.asked.find(({ method }) => method === 'POST')!.headers;
          expect(begun).toMatchObject({ 'tus-resumable': '1.0.0', 'upload-metadata': 'filename w7wubXA0' });
        },
      ),
      { numRuns: 6 },
    );
  });

  it('tells how far it is, piece by piece, and never backwards', async () => {
    const one = tus();
    one.faults = ['none', 'cut'];
    const told: UploadProgress[] = [];

    await client.uploads.create(new Blob([new Uint8Array(3 * 1024 * 1024)]), { onProgress: (now) => told.push(now) });

    const sent = told.map(({ sentBytes }) => sentBytes);
    expect(sent).toEqual([...sent].sort((a, b) => a - b));
    expect([sent[0], sent.at(-1), told[0]!.totalBytes]).toEqual([0, 3 * 1024 * 1024, 3 * 1024 * 1024]);
    expect(new Set(sent).size).toBeGreaterThan(2);
  });

  it('that was given up goes on where it stopped', async () => {
    const one = tus();
    const giveUp = new AbortController();
    let location = '';
    const file = new Blob([new Uint8Array(3 * 1024 * 1024)]);
    const sending = client.uploads.create(file, {
      signal: giveUp.signal,
      onLocation: (at) => (location = at),
      onProgress: ({ sentBytes }) => sentBytes > 0 && giveUp.abort(new Error('Later')),
    });
    await expect(sending).rejects.toThrow('Later');
    const before = one.bytes.length;

    await client.uploads.create(file, { location });

    expect([before > 0, one.bytes.length, location]).toEqual([true, file.size, '/v1/uploads/resumable/t1']);
    expect(server.asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('that is refused for what it is ends at once', async () => {
    const one = new TusServer();
    server.play((answer, asked) =>
      asked.method === 'PATCH' ? problem(415, 'upload.unsupported')(answer, asked) : one.answer(answer, asked),
    );

    await expect(client.uploads.create(new Uint8Array(9), { resumable: true })).rejects.toMatchObject({ status: 415 });
    expect(server.asked.map(({ method }) => method)).toEqual(['POST', 'PATCH']);
  });

  it('of a small file is one request, sent again when its answer is lost', async () => {
    server.play(lost, json(200, { id: 'u2' }));

    expect((await client.uploads.create(new Blob(['small']), { name: 'a.txt' })).id).toBe('u2');
    expect(server.asked[1]!.body.toString()).toMatch(/name="file"; filename="a.txt"[\s\S]*small/);
  });
});

describe('a download', () => {
  let server: ScriptedServer;
  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());

  const content = Buffer.from('0123456789'.repeat(1_000));

  /** As the gateway sends files, but that it breaks off after some bytes. */
  const serve = (breaks: number[], etags = ['"a"']) =>
    server.play((answer, { headers }) => {
      const from = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
      const etag = etags.length > 1 ? etags.shift()! : etags[0]!;
      const isPart = headers.range !== undefined && headers['if-range'] === etag;
      const rest = content.subarray(isPart ? from : 0);
      answer.writeHead(isPart ? 206 : 200, { etag, 'content-type': 'text/plain', 'content-length': rest.length });
      const after = breaks.shift();
      if (after === undefined) return answer.end(rest);
      answer.write(rest.subarray(0, after));
      setTimeout(() => answer.destroy(), 10);
    });

  it('that breaks off goes on where it stopped', async () => {
    serve([3_000, 0, 4_000]);

    const file = await new Polyspool({ url: server.url }).artifacts.content('a1');

    expect([file.mediaType, file.totalBytes]).toEqual(['text/plain', content.length]);
    expect(await file.text()).toBe(content.toString());
    expect(server.asked.map(({ headers }) => headers.range)).toEqual([
      undefined,
      'bytes=3000-',
      'bytes=3000-',
      'bytes=7000-',
    ]);
  });

  it('is not sewn together from two files', async () => {
    serve([3_000], ['"a"', '"b"']);

    const file = await new Polyspool({ url: server.url }).artifacts.content('a1');

    await expect(file.bytes()).rejects.toMatchObject({ code: 'client.fileChanged' });
  });
});
