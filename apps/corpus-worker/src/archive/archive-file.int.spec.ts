import { storageJobs } from '@polyspool/contracts/corpus';
import { uploadKey } from '@polyspool/contracts/files';
import { runJob } from '@polyspool/jobs/testing';
import { Archive, partBytes } from '@polyspool/storage/archive/archive';
import { DiskArchive } from '@polyspool/storage/archive/disk-archive';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import fc from 'fast-check';
import { hash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ArchiveFile, rangesOf } from './archive-file.js';

describe('ArchiveFile', () => {
  const uploadId = randomUUID();
  const content = randomBytes(partBytes + 7);
  const file = { bytes: content.length, sha256: hash('sha256', content, 'hex') };
  let storage: FakeStorage;
  let folder: string;
  let archive: DiskArchive;
  beforeEach(async () => {
    storage = new FakeStorage();
    await storage.write(uploadKey(uploadId), content);
    folder = await mkdtemp(join(tmpdir(), 'archive-file-'));
    archive = new DiskArchive(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const archived = (into: Archive = archive) =>
    runJob(storageJobs.upload, new ArchiveFile(storage, into), { uploadId }, { storage });
  /** The archive, but that it does something else where `change` says so. */
  const odd = (change: Partial<Archive>): Archive => ({
    begin: (...call) => archive.begin(...call),
    put: (...call) => archive.put(...call),
    complete: (...call) => archive.complete(...call),
    find: (...call) => archive.find(...call),
    read: (...call) => archive.read(...call),
    removeFolder: (...call) => archive.removeFolder(...call),
    ...change,
  });

  it('copies a file part by part, and says what it is', async () => {
    const { output } = await archived();

    expect(output).toEqual({ key: uploadKey(uploadId), ...file, parts: 2, resumedParts: 0 });
    expect((await buffer(await archive.read(output.key))).equals(content)).toBe(true);
  });

  it('goes on where it was broken off', async () => {
    const broken = odd({
      put: (upload, number, part) =>
        number === 2 ? Promise.reject(new Error('cut')) : archive.put(upload, number, part),
    });
    await expect(archived(broken)).rejects.toThrow('cut');

    const { output } = await archived();

    expect(output).toMatchObject({ ...file, resumedParts: 1 });
  });

  it('sends nothing of what is there already', async () => {
    await archived();

    const { output } = await archived(odd({ put: () => Promise.reject(new Error('sent again')) }));

    expect(output.resumedParts).toBe(2);
  });

  it('begins anew where the archive has given up what it had', async () => {
    const broken = odd({ complete: () => Promise.reject(new Error('cut')) });
    await expect(archived(broken)).rejects.toThrow('cut');
    await rm(join(folder, '.arriving'), { recursive: true });

    const { output, log } = await archived();

    expect(output).toMatchObject({ ...file, resumedParts: 0 });
    expect(log).toEqual(['The archive has given the upload up: it begins anew']);
  });

  it('goes on where it was broken off after it had begun anew', async () => {
    const broken = odd({
      put: (upload, number, part) =>
        number === 2 ? Promise.reject(new Error('cut')) : archive.put(upload, number, part),
    });
    await expect(archived(odd({ complete: () => Promise.reject(new Error('cut')) }))).rejects.toThrow('cut');
    await rm(join(folder, '.arriving'), { recursive: true });
    await expect(archived(broken)).rejects.toThrow('cut');

    const { output } = await archived();

    expect(output).toMatchObject({ ...file, resumedParts: 1 });
  });

  it('does not take an archive at its word', async () => {
    const lying = odd({ read: () => Promise.resolve(Readable.from([Buffer.from('something else')])) });

    await expect(archived(lying)).rejects.toMatchObject({ code: 'storage.differs' });
  });

  it('does not take what was not verified for archived, but sends it again', async () => {
    const corrupting = odd({ put: (upload, number, part) => archive.put(upload, number, Buffer.alloc(part.length)) });
    await expect(archived(corrupting)).rejects.toMatchObject({ code: 'storage.differs' });

    const { output } = await archived();

    expect(output).toMatchObject({ ...file, resumedParts: 0 });
  });

  it('cuts every file into parts that follow one another, of which there are never too many', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        const ranges = rangesOf(bytes);
        expect(ranges.length).toBeLessThanOrEqual(10_000);
        expect(ranges[0]!.start).toBe(0);
        expect(ranges.at(-1)!.end).toBe(bytes - 1);
        expect(ranges.every(({ start }, index) => index === 0 || start === ranges[index - 1]!.end + 1)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
