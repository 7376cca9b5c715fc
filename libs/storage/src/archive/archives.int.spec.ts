import { FileKey } from '@polyspool/contracts/files';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openS3Server } from '../testing-s3-server.js';
import { conformsToArchive } from './archive.conformance.js';
import { DiskArchive } from './disk-archive.js';
import { S3Archive } from './s3-archive.js';

const gone = { key: FileKey.parse('uploads/1/source'), uploadId: 'long-gone' };
/** As AWS says it; s3rver takes parts of any upload. */
const noSuchUpload = '<Error><Code>NoSuchUpload</Code><Message>The specified upload does not exist.</Message></Error>';

describe('S3Archive', () => {
  let server: Awaited<ReturnType<typeof openS3Server>>;
  let hasForgotten = false;
  beforeAll(async () => {
    server = await openS3Server((_request, response) => {
      if (hasForgotten) response.writeHead(404, { 'content-type': 'application/xml' }).end(noSuchUpload);
      return hasForgotten;
    });
  });
  afterAll(() => server.close());

  conformsToArchive(() => Promise.resolve(new S3Archive(server.place(randomUUID()))));

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

  it('says when it has given an upload up', async () => {
    const archive = await open();

    await expect(archive.put(gone, 1, Buffer.from('x'))).rejects.toMatchObject({ code: 'storage.uploadGone' });
    await expect(archive.complete(gone, [])).rejects.toMatchObject({ code: 'storage.uploadGone' });
  });
});
