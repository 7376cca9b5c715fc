import { FileKey } from '@polyspool/contracts/files';
import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { makeBucket } from './make-bucket.js';
import { openStorage } from './open-storage.js';
import { S3Storage } from './s3-storage.js';
import { allOf, conformsToStorage } from './storage.conformance.js';
import { openS3Server } from './testing-s3-server.js';

type Before = (...call: Parameters<RequestListener>) => boolean;

describe('S3Storage', () => {
  let before: Before = () => false;
  let server: Awaited<ReturnType<typeof openS3Server>>;
  const key = FileKey.parse('uploads/one');
  beforeAll(async () => {
    server = await openS3Server((...call) => before(...call));
  });
  beforeEach(() => {
    before = () => false;
  });
  afterAll(() => server.close());

  const open = () => new S3Storage(server.place(randomUUID()));

  conformsToStorage(() => Promise.resolve(open()));

  it('is what an s3: address opens', () => {
    expect(openStorage(server.url('films'))).toBeInstanceOf(S3Storage);
  });

  it('is refused where its address holds keys, without telling them', () => {
    expect(() => openStorage('s3://anna:secret@files')).toThrow(/^(?!.*secret).*AWS_ACCESS_KEY_ID/);
  });

  it('sends a long file in parts, and reads it back', async () => {
    const storage = open();
    const content = Array.from({ length: 20 }, () => randomBytes(1_000_000));

    const stored = await storage.write(key, Readable.from(content));

    expect(stored.bytes).toBe(20_000_000);
    expect((await buffer(await storage.read(key))).equals(Buffer.concat(content))).toBe(true);
  });

  it('works in a bucket that was made for it, once', async () => {
    const place = { ...server.place('films'), bucket: 'made' };

    expect([await makeBucket(place), await makeBucket(place)]).toEqual([true, false]);
    expect((await new S3Storage(place).write(key, 'mine')).bytes).toBe(4);
  });

  it('needs no bucket made for keys that may not look at buckets', async () => {
    const refuse = (isRefused: (method?: string) => boolean) =>
      openS3Server(({ method }, response) => {
        if (isRefused(method)) response.writeHead(403).end();
        return isRefused(method);
      });
    const strict = await refuse((method) => method === 'HEAD');
    const closed = await refuse(() => true);

    try {
      expect(await makeBucket(strict.place('films'))).toBe(false);
      // Others are good for nothing.
      await expect(makeBucket(closed.place('films'))).rejects.toMatchObject({ code: 'storage.unavailable' });
    } finally {
      await Promise.all([strict.close(), closed.close()]);
    }
  });

  it('keeps to its folder of the bucket', async () => {
    const [mine, other] = [open(), open()];
    await mine.write(key, 'mine');
    await other.write(key, 'other');

    await mine.removeFolder(FileKey.parse('uploads'));

    expect(await allOf(mine.list())).toEqual([]);
    expect(await other.size(key)).toBe(5);
  });

  it('is unavailable where keys are wrong', async () => {
    const storage = new S3Storage(server.place('x', { accessKeyId: 'nobody', secretAccessKey: 'wrong' }));

    await expect(storage.check()).rejects.toMatchObject({ code: 'storage.unavailable' });
  });

  it('is unavailable where nobody listens', async () => {
    const gone = await openS3Server();
    await gone.close();
    const storage = new S3Storage(gone.place('x'));

    await expect(storage.read(key)).rejects.toMatchObject({ code: 'storage.unavailable' });
    await expect(storage.write(key, 'x')).rejects.toMatchObject({ code: 'storage.unavailable' });
  });

  it('says so when the server breaks down, and tries again before', async () => {
    let asked = 0;
    before = (_request, response) => {
      asked += 1;
      response.writeHead(503).end();
      return true;
    };

    await expect(open().size(key)).rejects.toMatchObject({ code: 'storage.unavailable' });

    expect(asked).toBe(3);
  });

  it('holds no connection for what nobody reads', async () => {
    const storage = open();
    await storage.write(key, randomBytes(1_000_000));

    for (let i = 0; i < 60; i++) (await storage.read(key)).destroy(); // more than the client has connections

    expect(await storage.size(key)).toBe(1_000_000);
  }, 10_000);

  it('does not take a file that was cut off for a whole one', async () => {
    const storage = open();
    before = ({ method }, response) => {
      if (method !== 'GET') return false;
      response.writeHead(200, { 'content-length': 10 });
      response.write('0123', () => response.destroy());
      return true;
    };

    await expect(buffer(await storage.read(key))).rejects.toMatchObject({ code: 'storage.unavailable' });
  });
});
