import { FileKey } from '@polyspool/contracts/files';
import { ProcessScope } from '@polyspool/processes/process-scope';
import { hash, randomBytes, randomUUID } from 'node:crypto';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ListedFile, readText, type Storage } from './storage.js';

/** What every storage must do. Each adapter's spec runs it. */
export function conformsToStorage(open: () => Promise<Storage>) {
  describe('as a storage', () => {
    let storage: Storage;
    let desk: string;
    const key = FileKey.parse('notes/2026/today.txt');
    const missing = { code: 'storage.missing' };

    beforeEach(async () => {
      storage = await open();
      desk = await mkdtemp(join(tmpdir(), 'storage-desk-'));
    });
    afterEach(() => rm(desk, { recursive: true }));

    it.each([
      ['text', 'grüße'],
      ['bytes', new Uint8Array([0, 255, 10])],
      ['nothing', ''],
    ])('reads back %s, and says size and checksum', async (_, content) => {
      const expected = Buffer.from(content);

      const stored = await storage.write(key, content);

      expect(await buffer(await storage.read(key))).toEqual(expected);
      expect(stored).toEqual({ bytes: expected.length, sha256: hash('sha256', expected, 'hex') });
      expect(await storage.size(key)).toBe(expected.length);
    });

    it('reads back a stream of many parts', async () => {
      const parts = Array.from({ length: 40 }, () => randomBytes(70_000));

      const stored = await storage.write(key, Readable.from(parts));

      expect((await buffer(await storage.read(key))).equals(Buffer.concat(parts))).toBe(true);
      expect(stored).toEqual({ bytes: 2_800_000, sha256: hash('sha256', Buffer.concat(parts), 'hex') });
    });

    it.each([
      [0, 0, '0'],
      [2, 5, '2345'],
      [8, 9, '89'],
      [5, 99, '56789'],
    ])('reads the bytes from %i to %i', async (start, end, expected) => {
      await storage.write(key, '0123456789');

      expect((await buffer(await storage.read(key, { start, end }))).toString()).toBe(expected);
    });

    it('replaces what was there', async () => {
      await storage.write(key, 'a long first version');
      await storage.write(key, 'second');

      expect(await readText(storage, key)).toBe('second');
    });

    it('keeps what was there, and nothing else, when the content fails', async () => {
      await storage.write(key, 'first');
      const failing = Readable.from(halfOf('second'));

      await expect(storage.write(key, failing)).rejects.toThrow('torn');

      expect(await readText(storage, key)).toBe('first');
    });

    it('has no file when the first content fails', async () => {
      await expect(storage.write(key, Readable.from(halfOf('first')))).rejects.toThrow('torn');

      expect(await storage.size(key)).toBeUndefined();
    });

    it('breaks off what an attempt still writes or reads when it is over, and leaves others alone', async () => {
      const parts = Array.from({ length: 40 }, () => randomBytes(70_000));
      await storage.write(key, Readable.from(parts));
      const attempt = new ProcessScope();
      const endless = new Readable({ read: () => undefined });
      endless.push('its beginning');

      const writing = attempt.run(() => storage.write(FileKey.parse('notes/endless'), endless));
      const [its, others] = [await attempt.run(() => storage.read(key)), await storage.read(key)];
      const reading = its.toArray();
      await attempt.close(new Error('Stopped'));

      // By the reason where it had not yet begun.
      await expect(writing).rejects.toThrow(/aborted|Stopped/);
      await expect(reading).rejects.toThrow(/aborted|Stopped/);
      expect(await storage.size(FileKey.parse('notes/endless'))).toBeUndefined();
      expect((await buffer(others)).equals(Buffer.concat(parts))).toBe(true);
      await expect(attempt.run(() => storage.write(key, 'too late'))).rejects.toThrow('Stopped');
    });

    it('lets an attempt end with a file open that nobody reads, and says so to whoever reads it later', async () => {
      await storage.write(key, randomBytes(300_000));
      const attempt = new ProcessScope();
      const content = await attempt.run(() => storage.read(key));

      await attempt.close(new Error('Stopped'));
      await nextTurn();

      await expect(content.toArray()).rejects.toMatchObject({ name: 'AbortError' });
    });

    it('leaves one whole file after many writes of one key at a time', async () => {
      const versions = Array.from({ length: 8 }, (_, index) => String(index).repeat(200_000));

      await Promise.all(versions.map((version) => storage.write(key, Readable.from([version]))));

      expect(versions).toContain(await readText(storage, key));
    });

    it('says which file is missing', async () => {
      await expect(storage.read(key)).rejects.toMatchObject(missing);
      await expect(storage.fetch(key, join(desk, 'copy'))).rejects.toMatchObject(missing);
      expect(await storage.size(key)).toBeUndefined();
      await expect(access(join(desk, 'copy'))).rejects.toMatchObject({ code: 'ENOENT' });
    });

    it('does not take a folder for a file', async () => {
      await storage.write(key, 'x');
      const folder = FileKey.parse('notes/2026');

      await expect(storage.read(folder)).rejects.toMatchObject(missing);
      expect(await storage.size(folder)).toBeUndefined();
    });

    it('removes, also what is not there', async () => {
      await storage.write(key, 'x');

      await storage.remove(key);
      await storage.remove(key);

      expect(await storage.size(key)).toBeUndefined();
    });

    it('removes a folder with all that is below it, and nothing beside it', async () => {
      const below = ['notes/2026/today.txt', 'notes/2026/may/1.txt', 'notes/2026/may/2.txt'];
      const beside = ['notes/2026b/today.txt', 'notes/2025/today.txt', 'notes/2026.txt'];
      for (const name of [...below, ...beside]) await storage.write(FileKey.parse(name), 'x');
      const folder = FileKey.parse('notes/2026');

      await storage.removeFolder(folder);
      await storage.removeFolder(folder);
      await storage.removeFolder(FileKey.parse('notes/2026.txt'));

      const sizes = await Promise.all([...below, ...beside].map((name) => storage.size(FileKey.parse(name))));
      expect(sizes).toEqual([undefined, undefined, undefined, 1, 1, 1]);
    });

    it('makes a file readable at a path, where it outlives its removal', async () => {
      await storage.write(key, 'for ffmpeg');
      const path = join(desk, 'input.bin');

      await storage.fetch(key, path);
      await storage.remove(key);

      expect(await readFile(path, 'utf8')).toBe('for ffmpeg');
    });

    it('takes over a local file', async () => {
      const path = join(desk, `${randomUUID()}.part`);
      await writeFile(path, 'spooled');

      const stored = await storage.adopt(path, key);

      expect(stored).toEqual({ bytes: 7, sha256: hash('sha256', 'spooled', 'hex') });
      expect(await readText(storage, key)).toBe('spooled');
      await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    it('lists what lies below a folder, with size and time, and nothing beside it', async () => {
      const below = ['notes/2026/today.txt', 'notes/2026/may/1.txt'];
      for (const name of [...below, 'notes/2026.txt']) await storage.write(FileKey.parse(name), name);

      const listed = await allOf(storage.list(FileKey.parse('notes/2026')));
      const all = await allOf(storage.list());

      expect(listed.map(({ key, bytes }) => [key, bytes]).sort()).toEqual(
        below.map((name) => [name, name.length]).sort(),
      );
      expect(all.map(({ key }) => key)).toContain('notes/2026.txt');
      expect(Math.abs(listed[0]!.modifiedAt.getTime() - Date.now())).toBeLessThan(60_000);
      expect(await allOf(storage.list(FileKey.parse('nothing')))).toEqual([]);
    });

    it('is well', async () => {
      await expect(storage.check()).resolves.toBeUndefined();
    });
  });
}

async function* halfOf(text: string) {
  yield text.slice(0, text.length / 2);
  throw new Error('torn');
}

export async function allOf(listed: AsyncIterable<ListedFile>) {
  const files: ListedFile[] = [];
  for await (const file of listed) files.push(file);
  return files;
}
