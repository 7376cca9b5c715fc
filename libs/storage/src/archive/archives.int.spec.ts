import { FileKey } from '@polyspool/contracts/files';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openS3Server } from '../testing-s3-server.js';
import { conformsToArchive } from './archive.conformance.js';
import { DiskArchive } from './disk-archive.js';
import { S3Archive } from './s3-archive.js';

const gone = { key: FileKey.parse('uploads/1/source'), uploadId: 'long-gone' };
/** As AWS says it; s3rver takes parts of any upload. */
const noSuchUpload = '<Error><Code>NoSuchUpload</Code><Message>The specified upload does not exist.</Message></Error>';

const uploadsOf = (ids: readonly string[]) =>
  `<ListMultipartUploadsResult>${ids
    .map((id) => `<Upload><Key>uploads/1/source</Key><UploadId>${id}</UploadId></Upload>`)
    .join('')}</ListMultipartUploadsResult>`;

describe('S3Archive', () => {
  let server: Awaited<ReturnType<typeof openS3Server>>;
  let hasForgotten = false;
  /** s3rver knows neither lists of uploads nor the end of one. */
  let begun: string[] = [];
  const given: string[] = [];
  beforeAll(async () => {
    server = await openS3Server(({ method, url = '' }, response) => {
      if (begun.length && /[?&]uploads/.test(url)) return response.end(uploadsOf(begun)) !== undefined;
      const id = /[?&]uploadId=([^&]+)/.exec(url)?.[1];
      if (method === 'DELETE' && id !== undefined) {
        given.push(id);
        begun = begun.filter((each) => each !== id);
        return response.writeHead(204).end() !== undefined;
      }
      if (hasForgotten) response.writeHead(404, { 'content-type': 'application/xml' }).end(noSuchUpload);
      return hasForgotten;
    });
  });
  afterAll(() => server.close());

  conformsToArchive(() => Promise.resolve(new S3Archive(server.place(randomUUID()))));

  it('gives up what is on its way to a folder that is removed', async () => {
    const archive = new S3Archive(server.place(randomUUID()));
    const { uploadId } = await archive.begin(gone.key, { bytes: 1, sha256: 'x' });
    begun = [uploadId];

    expect(await archive.removeFolder(FileKey.parse('uploads/1'))).toBe(1);

    expect(given).toEqual([uploadId]);
  });

  it('says when it has given an upload up', async () => {
    const archive = new S3Archive(server.place(randomUUID()));
    hasForgotten = true;

    await expect(archive.put(gone, 1, Buffer.from('x'))).rejects.toMatchObject({ code: 'storage.uploadGone' });
    await expect(archive.complete(gone, [])).rejects.toMatchObject({ code: 'storage.uploadGone' });
  });
});

describe('DiskArchive', () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

  const open = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'disk-archive-'));
    folders.push(folder);
    return new DiskArchive(folder);
  };
  conformsToArchive(open);

  it('gives up what is on its way to a folder that is removed', async () => {
    const archive = await open();
    const file = { bytes: 1, sha256: 'x' };
    const [theirs, other] = [
      await archive.begin(gone.key, file),
      await archive.begin(FileKey.parse('uploads/11/source'), file),
    ];

    expect(await archive.removeFolder(FileKey.parse('uploads/1'))).toBe(1);

    await expect(archive.put(theirs, 1, Buffer.from('x'))).rejects.toMatchObject({ code: 'storage.uploadGone' });
    expect(await archive.put(other, 1, Buffer.from('x'))).toMatchObject({ number: 1 });
  });

  it('gives up what nobody has gone on with for a week, when something else begins', async () => {
    const archive = await open();
    const begin = (name: string) => archive.begin(FileKey.parse(`uploads/${name}/source`), { bytes: 1, sha256: 'x' });
    const [left, slow] = [await begin('1'), await begin('2')];
    for (const upload of [left, slow]) await archive.put(upload, 1, Buffer.from('x'));
    const longAgo = new Date(Date.now() - 8 * 24 * 3_600_000);
    const old = [`${left.uploadId}/begun.json`, `${left.uploadId}/1`, `${slow.uploadId}/begun.json`];
    for (const name of old) await utimes(join(folders.at(-1)!, '.arriving', name), longAgo, longAgo);

    await begin('3');

    await expect(archive.put(left, 2, Buffer.from('x'))).rejects.toMatchObject({ code: 'storage.uploadGone' });
    expect(await archive.put(slow, 2, Buffer.from('x'))).toMatchObject({ number: 2 });
  });

  it('says when it has given an upload up', async () => {
    const archive = await open();

    await expect(archive.put(gone, 1, Buffer.from('x'))).rejects.toMatchObject({ code: 'storage.uploadGone' });
    await expect(archive.complete(gone, [])).rejects.toMatchObject({ code: 'storage.uploadGone' });
  });
});
