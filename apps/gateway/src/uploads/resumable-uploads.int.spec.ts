import { makeMedia } from '@polyspool/media/make-media';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { eventually } from '@polyspool/service/testing/eventually';
import { Upload as TusUpload } from 'tus-js-client';
import { formOf, jsonOf, keys, openGateway, type TestGateway, withoutStorage } from '../testing/open-gateway.js';
import { AbandonedUploads } from './abandoned-uploads.js';

const path = '/v1/uploads/resumable';
const tus = { 'tus-resumable': '1.0.0' };
const json = { 'content-type': 'application/json' };
const pieces = { ...tus, 'content-type': 'application/offset+octet-stream' };

describe('a resumable upload', () => {
  let gateway: TestGateway;
  let video: Buffer;
  beforeAll(async () => {
    gateway = await openGateway({ RESUMABLE_UPLOADS_PER_USER: 3 });
    video = await readFile(await makeMedia(join(gateway.folder, 'a.mp4'), { seconds: 2 }));
  });
  afterAll(() => gateway.close());
  afterEach(async () => {
    await gateway.app.get(AbandonedUploads).remove(Date.now() + 25 * 3_600_000);
    await gateway.database.execute('DELETE FROM uploads');
  });

  const begin = async (bytes: number, key?: string, headers: Record<string, string> = {}) => {
    const answer = await gateway.ask('POST', path, key, {
      headers: { ...tus, 'upload-length': String(bytes), ...headers },
    });
    return { answer, address: answer.headers.get('location')! };
  };
  const send = (address: string, offset: number, bytes: Uint8Array, headers: Record<string, string> = {}) =>
    gateway.ask('PATCH', address, keys.anna, {
      headers: { ...pieces, 'upload-offset': String(offset), ...headers },
      body: new Uint8Array(bytes),
    });
  const head = (address: string, key?: string) => gateway.ask('HEAD', address, key, { headers: tus });
  const offsetOf = async (address: string) => Number((await head(address)).headers.get('upload-offset'));
  const kept = async () => {
    const found: string[] = [];
    for await (const { key } of gateway.storage.list()) found.push(key);
    return found.filter((key) => key.startsWith('incoming/'));
  };

  it('is sent by any tus client, and is an upload like another', async () => {
    const uploadId = await new Promise<string | undefined>((resolve, reject) => {
      new TusUpload(video, {
        endpoint: gateway.url + path,
        headers: { authorization: `Bearer ${keys.anna}` },
        metadata: { filename: 'holiday ☀.mp4' },
        chunkSize: 10_000,
        onError: reject,
        onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('Upload-Id')),
      }).start();
    });

    const upload = await jsonOf(await gateway.ask('GET', `/v1/uploads/${uploadId}`));
    expect(upload).toMatchObject({ kind: 'video', name: 'holiday ☀.mp4', bytes: video.length });
    const content = await gateway.ask('GET', `/v1/uploads/${uploadId}/content`);
    expect(Buffer.from(await content.arrayBuffer())).toEqual(video);
    expect((await kept()).map((key) => key.split('/').at(-1)).sort()).toEqual(['announced', 'taken']);
    expect((await gateway.traces()).spooled).toEqual([]);
  });

  it('goes on where the line was cut', async () => {
    const { address } = await begin(video.length);
    await sendAndCut(address, video.subarray(0, 9_000), video.length);
    const offset = await eventually(async () => {
      const come = await offsetOf(address);
      expect(come).toBeGreaterThan(0);
      return come;
    });

    const answer = await send(address, offset, video.subarray(offset));

    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([204, String(video.length)]);
    const uploadId = answer.headers.get('upload-id');
    expect((await gateway.ask('GET', `/v1/uploads/${uploadId}`)).status).toBe(200);
    expect((await head(address)).headers.get('upload-id')).toBe(uploadId);
  });

  it('is the upload that has this content already', async () => {
    const { id } = await jsonOf<{ id: string }>(await gateway.send(formOf(video)));
    const { address } = await begin(video.length);

    expect((await send(address, 0, video)).headers.get('upload-id')).toBe(id);
  });

  it('may say its length last, and come with its first request', async () => {
    const deferred = await gateway.ask('POST', path, keys.anna, {
      headers: { ...pieces, 'upload-defer-length': '1' },
      body: new Uint8Array(video.subarray(0, 8_000)),
    });
    const address = deferred.headers.get('location')!;
    expect(deferred.headers.get('upload-offset')).toBe('8000');

    const last = await send(address, 8_000, video.subarray(8_000), { 'upload-length': String(video.length) });

    expect([last.status, last.headers.get('upload-id')]).toEqual([204, expect.any(String)]);
  });

  it('is looked at again with its last byte, where the storage was away', async () => {
    const { address } = await begin(video.length);
    const failed = await withoutStorage(gateway, () => send(address, 0, video));
    expect(await failed.json()).toMatchObject({ code: 'storage.unavailable' });
    const offset = await offsetOf(address);

    const answer = await send(address, offset, video.subarray(offset));

    expect(offset).toBe(video.length - 1);
    expect(answer.headers.get('upload-id')).toEqual(expect.any(String));
  });

  it('is refused as soon as its first bytes show that it would be, and is gone', async () => {
    const { address } = await begin(1024 ** 3);

    const answer = await send(address, 0, Buffer.alloc(6_000, 'no video '));

    expect([answer.status, await answer.json()]).toMatchObject([415, { code: 'upload.unsupported' }]);
    expect((await head(address)).status).toBe(404);
    expect(await kept()).toEqual([]);
  });

  it('is the only one to take its kind of bytes: elsewhere nothing is done with them', async () => {
    const { id } = await jsonOf<{ id: string }>(
      await gateway.ask('POST', '/v1/projects', keys.anna, { headers: json, body: JSON.stringify({ name: 'Whales' }) }),
    );

    const answer = await gateway.ask('DELETE', `/v1/projects/${id}`, keys.anna, {
      headers: pieces,
      body: new Uint8Array(3_000),
    });

    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'input.invalid' }]);
    expect((await gateway.ask('GET', `/v1/projects/${id}`)).status).toBe(200);
  });

  it('takes bytes that are those that were announced, and no others', async () => {
    const { address } = await begin(video.length);
    const first = video.subarray(0, 9_000);
    const sha1 = (bytes: Buffer) => `sha1 ${createHash('sha1').update(bytes).digest('base64')}`;

    const wrong = await send(address, 0, first, { 'upload-checksum': sha1(video) });
    expect([wrong.status, await wrong.json()]).toMatchObject([460, { code: 'upload.otherChecksum' }]);
    expect(await offsetOf(address)).toBe(0);
    expect((await send(address, 0, first, { 'upload-checksum': sha1(first) })).status).toBe(204);
    expect(await offsetOf(address)).toBe(9_000);
  });

  it('is nobody else’s', async () => {
    const { address } = await begin(video.length);
    const byBen = (method: string, headers: object = tus) =>
      gateway.ask(method, address, keys.ben, { headers: headers as Record<string, string> });

    const answers = [await byBen('HEAD'), await byBen('PATCH', { ...pieces, 'upload-offset': '0' })];
    answers.push(await byBen('DELETE'));

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await gateway.ask('DELETE', address, keys.anna, { headers: tus })).status).toBe(204);
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['another place', 409, 'upload.otherOffset', { 'upload-offset': '5' }],
    ['no tus', 412, 'upload.otherProtocol', { 'tus-resumable': '' }],
    ['no offset', 400, 'input.invalid', { 'upload-offset': 'x' }],
    ['more than was announced', 413, 'upload.tooLarge', {}],
    ['an unknown checksum', 400, 'input.invalid', { 'upload-checksum': 'crc32 abc' }],
  ])('refuses %s by a problem that the protocol understands', async (what, status, code, headers) => {
    const bytes = what.startsWith('more') ? video.length + 1 : 6_000;
    const { address } = await begin(video.length);

    const answer = await send(address, 0, Buffer.alloc(bytes, video), headers as Record<string, string>);

    expect([answer.status, await answer.json()]).toMatchObject([status, { code, status }]);
    expect(answer.headers.get('tus-resumable')).toBe('1.0.0');
  });

  it('is refused when it would be larger than any file may be, and when too many are open', async () => {
    expect((await begin(1024 ** 3 + 1)).answer.status).toBe(413);
    for (let open = 0; open < 3; open += 1) await begin(1_000);

    expect(await jsonOf((await begin(1_000)).answer)).toMatchObject({ code: 'quota.uploads', status: 429 });
    expect((await begin(1_000, keys.ben)).answer.status).toBe(201);
  });

  it('says when it will be given up, and then is', async () => {
    const { answer, address } = await begin(video.length);
    const expires = Date.parse(answer.headers.get('upload-expires')!);
    const { remove } = { remove: (at: number) => gateway.app.get(AbandonedUploads).remove(at) };

    expect(await remove(expires - 60_000)).toBe(0);
    expect(await remove(expires + 60_000)).toBe(1);
    expect((await head(address)).status).toBe(404);
  });

  it('tells without a key what can be done', async () => {
    const answer = await fetch(gateway.url + path, { method: 'OPTIONS' });

    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'tus-version': '1.0.0',
      'tus-extension': 'creation,creation-with-upload,creation-defer-length,expiration,termination,checksum',
      'tus-max-size': String(1024 ** 3),
      'tus-checksum-algorithm': 'sha1,sha256,md5',
    });
  });

  /** Announces all, sends some, and goes away. */
  const sendAndCut = (address: string, some: Buffer, announced: number) =>
    new Promise<void>((resolve) => {
      const headers = { ...pieces, authorization: `Bearer ${keys.anna}`, 'upload-offset': '0' };
      const sending = request(gateway.url + address, {
        method: 'PATCH',
        headers: { ...headers, 'content-length': announced },
      });
      sending.on('error', () => resolve());
      sending.write(some, () => setTimeout(() => sending.destroy(), 200));
      sending.once('close', () => resolve());
    });
});
