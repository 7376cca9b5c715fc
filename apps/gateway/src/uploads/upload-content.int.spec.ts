import { type SignedLink, Upload, uploadKey } from '@polyspool/contracts/files';
import { makeMedia } from '@polyspool/media/make-media';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formOf, jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

let gateway: TestGateway;
let bytes: Buffer;
let upload: Upload;
let path: string;
let etag: string;

beforeAll(async () => {
  gateway = await openGateway();
  bytes = await sound(1);
  upload = await uploaded(bytes, 'my 🎬 talk.wav');
  path = `/v1/uploads/${upload.id}/content`;
  etag = `"${upload.sha256}"`;
});
afterAll(() => gateway.close());

const sound = async (seconds: number) =>
  readFile(await makeMedia(join(gateway.folder, 'a.wav'), { seconds, picture: false }));
const uploaded = async (content: Buffer, name?: string) =>
  Upload.parse(await (await gateway.send(formOf(content, name))).json());
const get = (headers: Record<string, string> = {}, method = 'GET') => gateway.ask(method, path, undefined, { headers });
const bodyOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const nextLetter = (letter: string) => letters[letters.indexOf(letter) + 1] ?? 'A';

describe('the content of an upload', () => {
  it('is answered whole, with what a browser has to know', async () => {
    const answer = await get();

    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(bytes.length),
      'content-disposition': `inline; filename="my ? talk.wav"; filename*=UTF-8''my%20%F0%9F%8E%AC%20talk.wav`,
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      etag,
    });
    expect(await bodyOf(answer)).toEqual(bytes);
  });

  it('is described to HEAD', async () => {
    const answer = await get({ range: 'bytes=0-9' }, 'HEAD');

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    expect(answer.headers.get('content-type')).toBe('audio/wav');
    expect(answer.headers.get('etag')).toBe(etag);
    expect(await bodyOf(answer)).toHaveLength(0);
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=10-99', 10, 99],
    ['bytes=100-', 100, -1],
    ['bytes=-100', -100, -1],
    ['bytes=-9999999', 0, -1],
    ['bytes=100-9999999', 100, -1],
    ['bytes=0-9,10-19', 0, 19],
  ])('is answered in part: %s', async (range, first, last) => {
    const [start, end] = [first, last].map((at) => (at < 0 ? bytes.length + at : at)) as [number, number];

    const answer = await get({ range });

    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end}/${bytes.length}`);
    expect(answer.headers.get('content-length')).toBe(String(end - start + 1));
    expect(await bodyOf(answer)).toEqual(bytes.subarray(start, end + 1));
  });

  it.each(['bytes=9999999-', 'bytes=-0', 'bytes=5-4'])('does not reach to %s', async (range) => {
    const answer = await get({ range });

    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
    expect(await answer.json()).toMatchObject({ code: 'range.notSatisfiable' });
  });

  it.each(['lines=1-2', 'bytes=a-b', 'bytes', 'bytes=0-9,50-59'])(
    'is answered whole to the range %s',
    async (range) => {
      const answer = await get({ range });

      expect(answer.status).toBe(200);
      expect(await bodyOf(answer)).toEqual(bytes);
    },
  );

  it.each([
    ['it is still the same', () => etag, 206],
    ['it is another by now', () => '"other"', 200],
    ['only a weak tag says so', () => `W/${etag}`, 200],
    ['a date is given', () => 'Wed, 21 Oct 2026 07:28:00 GMT', 200],
  ])('is answered in part only if unchanged: %s', async (_, ifRange, status) => {
    expect((await get({ range: 'bytes=0-9', 'if-range': ifRange() })).status).toBe(status);
  });

  it.each([
    ['its tag', () => etag, 304],
    ['its tag, weak', () => `W/${etag}`, 304],
    ['several tags', () => `"other", ${etag}`, 304],
    ['any', () => '*', 304],
    ['another tag', () => '"other"', 200],
  ])('is not sent again to who has it: %s', async (_, tags, status) => {
    const answer = await get({ 'if-none-match': tags(), range: 'bytes=0-9' });

    expect(answer.status).toBe(status === 304 ? 304 : 206);
    if (status === 304) expect(await bodyOf(answer)).toHaveLength(0);
    expect(answer.headers.get('etag')).toBe(etag);
  });

  it('needs a key', async () => {
    const answers = [await fetch(gateway.url + path), await gateway.ask('GET', path, 'wrong')];

    expect(await answers[0]!.json()).toMatchObject({ code: 'auth.missing' });
    expect(await answers[1]!.json()).toMatchObject({ code: 'auth.invalid' });
  });

  it('is missing when its file is gone', async () => {
    const { id } = await uploaded(await sound(0.5));
    await rm(join(gateway.folder, 'storage', uploadKey(id)));

    const answer = await gateway.ask('GET', `/v1/uploads/${id}/content`);

    expect(await answer.json()).toMatchObject({ code: 'storage.missing', status: 404 });
  });
});

describe('a link to an upload', () => {
  const link = async (key?: string) =>
    jsonOf<SignedLink>(await gateway.ask('POST', `/v1/uploads/${upload.id}/link`, key));

  it('is closed while its owner is shut out', async () => {
    const { url } = await link();
    const opened = async () => (await fetch(gateway.url + url)).status;
    const shutOut = (at: string) =>
      gateway.database.execute(`UPDATE users SET disabled_at = ${at} WHERE name = 'Anna'`);

    expect(await opened()).toBe(200);
    await shutOut('now()');
    expect(await opened()).toBe(401);
    await shutOut('NULL');
    expect(await opened()).toBe(200);
  });

  it('opens the content without a key, in parts too, and nothing else', async () => {
    const { url, expiresAt } = await link();

    const answer = await fetch(gateway.url + url, { headers: { range: 'bytes=0-9' } });
    const head = await fetch(gateway.url + url, { method: 'HEAD' });

    expect(url).toMatch(new RegExp(`^${path}\\?expires=\\d+&signature=`));
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(5.9 * 3600_000);
    expect(answer.status).toBe(206);
    expect(await bodyOf(answer)).toEqual(bytes.subarray(0, 10));
    expect(head.status).toBe(200);
    expect((await fetch(gateway.url + url.replace('/content', ''))).status).toBe(401);
  });

  it.each<[string, (url: string) => string]>([
    ['its signature is changed', (url) => url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['a bit of its signature that says nothing is changed', (url) => url.replace(/.$/, (last) => nextLetter(last))],
    ['its signature is cut', (url) => url.slice(0, -1)],
    ['its signature is missing', (url) => url.replace(/&signature=.*/, '')],
    ['its expiry is changed', (url) => url.replace(/expires=\d/, 'expires=9')],
    ['its expiry is missing', (url) => url.replace(/expires=\d+&/, '')],
    ['it is another file', (url) => url.replace(/uploads\/[^/]+/, 'uploads/01890000-0000-7000-8000-000000000000')],
    ['it is a file of another kind', (url) => url.replace('uploads', 'artifacts')],
    ['it claims to be from everyone', (url) => url.replace(/signature=[^.]+/, 'signature=all')],
    ['a parameter comes twice', (url) => `${url}&expires=9999999999`],
  ])('is not valid when %s', async (_, change) => {
    const answer = await fetch(gateway.url + change((await link()).url));

    expect(await answer.json()).toMatchObject({ code: 'auth.invalid', status: 401 });
  });

  it('from an operator opens too', async () => {
    const { url } = await link(keys.operator);

    expect((await fetch(gateway.url + url)).status).toBe(200);
  });

  it('ends with its upload', async () => {
    const { id } = await uploaded(await sound(0.7));
    const { url } = await jsonOf<SignedLink>(await gateway.ask('POST', `/v1/uploads/${id}/link`));
    await gateway.ask('DELETE', `/v1/uploads/${id}`);

    expect(await (await fetch(gateway.url + url)).json()).toMatchObject({ code: 'upload.unknown' });
  });
});
