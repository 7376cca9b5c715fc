import { FileKey, RecordingUpload, Upload, uploadFolder, uploadKey } from '@polyspool/contracts/files';
import { makeMedia } from '@polyspool/media/make-media';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { formOf, jsonOf, keys, openGateway, type TestGateway, withoutStorage } from '../testing/open-gateway.js';

let gateway: TestGateway;
let video: Buffer;
let audio: Buffer;

beforeAll(async () => {
  gateway = await openGateway();
  video = await readFile(await makeMedia(join(gateway.folder, 'a.mp4'), { seconds: 2 }));
  audio = await readFile(await makeMedia(join(gateway.folder, 'a.wav'), { seconds: 1, picture: false }));
});
afterAll(() => gateway.close());
afterEach(async () => {
  await gateway.database.execute('DELETE FROM jobs');
  await gateway.database.execute('DELETE FROM uploads');
  await rm(join(gateway.folder, 'storage'), { recursive: true, force: true });
});

const storedAt = (id: string) => join(gateway.folder, 'storage', uploadKey(id));
const sent = async (bytes: Buffer, name?: string, key?: string) =>
  Upload.parse(await (await gateway.send(formOf(bytes, name), key)).json());

describe('an upload', () => {
  it('is stored, probed and answered', async () => {
    const answer = await gateway.send(formOf(video, 'holiday.mp4'));

    expect(answer.status).toBe(201);
    const upload = RecordingUpload.strict().parse(await answer.json());
    expect(answer.headers.get('location')).toBe(`/v1/uploads/${upload.id}`);
    expect(upload).toMatchObject({
      kind: 'video',
      name: 'holiday.mp4',
      mediaType: 'video/mp4',
      bytes: video.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      probe: { demuxer: 'mov', durationSeconds: 2, video: { width: 176, height: 144 }, audioTracks: [{ channels: 1 }] },
    });
    expect(await gateway.traces()).toEqual({ spooled: [], stored: [upload.id], rows: [upload.id] });
    expect(await readFile(storedAt(upload.id))).toEqual(video);
    expect(await (await gateway.ask('GET', `/v1/uploads/${upload.id}`)).json()).toEqual(upload);
  });

  it('is audio when it has no picture', async () => {
    expect(await sent(audio, 'talk.wav')).toMatchObject({ kind: 'audio', mediaType: 'audio/wav', name: 'talk.wav' });
  });

  it('is one, however often the same content comes', async () => {
    const first = await sent(audio, 'first.wav');

    const again = await gateway.send(formOf(audio, 'again.wav'));

    expect(again.status).toBe(200);
    expect(again.headers.get('location')).toBe(`/v1/uploads/${first.id}`);
    expect(await again.json()).toEqual(first);
    expect(await gateway.traces()).toEqual({ spooled: [], stored: [first.id], rows: [first.id] });
  });

  it('is one, even when the same content comes several times at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => gateway.send(formOf(audio))));

    const uploads = await Promise.all(answers.map(async (answer) => Upload.parse(await answer.json())));
    const ids = new Set(uploads.map((upload) => upload.id));
    expect(ids.size).toBe(1);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 201]);
    expect(await gateway.traces()).toEqual({ spooled: [], stored: [...ids], rows: [...ids] });
  });

  it('is a different one for each person', async () => {
    const [annas, bens] = [await sent(audio), await sent(audio, undefined, keys.ben)];

    expect(annas.id).not.toBe(bens.id);
  });

  it('gets its file back when the file was lost and the content comes again', async () => {
    const { id } = await sent(audio);
    await rm(storedAt(id));

    await gateway.send(formOf(audio));

    expect(await readFile(storedAt(id))).toEqual(audio);
  });

  it.each([
    ['../../../etc/passwd', 'passwd'],
    ['..\\..\\clip 🎬 ñ.mp4', 'clip 🎬 ñ.mp4'],
    ['👩‍👩‍👧'.repeat(100), '👩‍👩‍👧'.repeat(31)],
    ['invoice\u202efdp.mp4', 'invoicefdp.mp4'],
  ])('named %s is shown as %s and stored under its id', async (name, shown) => {
    const upload = await sent(audio, name);

    expect(upload.name).toBe(shown);
    expect((await gateway.traces()).stored).toEqual([upload.id]);
  });

  it('leaves no file when its row cannot be written', async () => {
    await gateway.database.execute('ALTER TABLE uploads RENAME COLUMN media_type TO away');
    const answer = await gateway.send(formOf(audio)).finally(async () => {
      await gateway.database.execute('ALTER TABLE uploads RENAME COLUMN away TO media_type');
    });

    expect(answer.status).toBe(500);
    expect(await gateway.traces()).toEqual({ spooled: [], stored: [], rows: [] });
  });

  it('leaves nothing when the storage is away', async () => {
    const answer = await withoutStorage(gateway, () => gateway.send(formOf(audio)));

    expect(await answer.json()).toMatchObject({ code: 'storage.unavailable', status: 503 });
    expect(await gateway.traces()).toEqual({ spooled: [], stored: [], rows: [] });
  });
});

describe('the list of uploads', () => {
  type Uploads = { items: Upload[]; nextCursor?: string };

  it("has a person's own, newest first, page by page", async () => {
    const ids = [(await sent(audio)).id, (await sent(video)).id].reverse();
    await sent(audio, undefined, keys.ben);

    const first = await jsonOf<Uploads>(await gateway.ask('GET', '/v1/uploads?limit=1'));
    const second = await jsonOf<Uploads>(await gateway.ask('GET', `/v1/uploads?limit=1&cursor=${first.nextCursor}`));

    expect([...first.items, ...second.items].map((upload) => upload.id)).toEqual(ids);
    expect(second.nextCursor).toBeUndefined();
  });

  it.each(['limit=0', 'limit=201', 'cursor=abc', 'extra=1'])('refuses %s', async (query) => {
    const answer = await gateway.ask('GET', `/v1/uploads?${query}`);

    expect(await answer.json()).toMatchObject({ code: 'input.invalid', status: 400 });
  });
});

describe('deleting an upload', () => {
  it('removes row and file', async () => {
    const { id } = await sent(audio);

    const answer = await gateway.ask('DELETE', `/v1/uploads/${id}`);

    expect(answer.status).toBe(204);
    expect(await gateway.traces()).toEqual({ spooled: [], stored: [], rows: [] });
    expect((await gateway.ask('GET', `/v1/uploads/${id}`)).status).toBe(404);
    expect((await gateway.ask('DELETE', `/v1/uploads/${id}`)).status).toBe(404);
  });

  it('removes what jobs have kept of it, and nothing of others', async () => {
    const [{ id }, other] = [await sent(audio), await sent(video)];
    const kept = (upload: string) => FileKey.parse(`${uploadFolder(upload)}/steps/ab/cd/files/audio.flac`);
    for (const upload of [id, other.id]) await gateway.storage.write(kept(upload), 'sound');

    await gateway.ask('DELETE', `/v1/uploads/${id}`);

    expect((await gateway.traces()).stored).toEqual([other.id]);
    expect(await gateway.storage.size(kept(other.id))).toBe(5);
  });

  it('waits for the jobs that need it', async () => {
    const { id } = await sent(audio);
    await gateway.database.execute(
      `INSERT INTO jobs (id, user_id, type, queue, input) VALUES ($1, $2, 'video.process', 'video', $3)`,
      [v7(), gateway.anna.id, JSON.stringify({ uploadId: id })],
    );

    const refused = await gateway.ask('DELETE', `/v1/uploads/${id}`);
    await gateway.database.execute('UPDATE jobs SET finished_at = now()');
    const accepted = await gateway.ask('DELETE', `/v1/uploads/${id}`);

    expect(await refused.json()).toMatchObject({ code: 'upload.inUse', status: 409 });
    expect(accepted.status).toBe(204);
  });
});

describe("someone else's upload", () => {
  const routes = [
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/content'],
    ['HEAD', '/content'],
    ['POST', '/link'],
  ] as const;

  it.each(routes)('is unknown: %s %s', async (method, path) => {
    const { id } = await sent(audio);

    const answer = await gateway.ask(method, `/v1/uploads/${id}${path}`, keys.ben);

    expect(answer.status).toBe(404);
    if (method !== 'HEAD') expect(await answer.json()).toMatchObject({ code: 'upload.unknown' });
    expect((await gateway.traces()).stored).toEqual([id]);
  });

  it.each(routes)('is as unknown as what is no id: %s %s', async (method, path) => {
    const answer = await gateway.ask(method, `/v1/uploads/%27;--${path}`);

    expect(answer.status).toBe(404);
  });

  it('can be seen by an operator', async () => {
    const { id } = await sent(audio);

    expect((await gateway.ask('GET', `/v1/uploads/${id}`, keys.operator)).status).toBe(200);
  });
});
