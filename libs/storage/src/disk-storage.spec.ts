import { FileKey } from '@polyspool/contracts/files';
import fc from 'fast-check';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { DiskStorage } from './disk-storage.js';
import { openStorage } from './open-storage.js';
import { conformsToStorage } from './storage.conformance.js';

const folders: string[] = [];
async function emptyFolder(parent = tmpdir()) {
  const folder = await mkdtemp(join(parent, 'disk-storage-'));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

const key = FileKey.parse('uploads/one');

conformsToStorage(async () => new DiskStorage(await emptyFolder()));

describe('DiskStorage', () => {
  it('is what a file: address opens', async () => {
    const root = await emptyFolder();

    await openStorage(`file://${root}/below`).write(key, 'x');

    expect(await readFile(join(root, 'below/uploads/one'), 'utf8')).toBe('x');
  });

  it('leaves no temporary file behind', async () => {
    const root = await emptyFolder();
    const storage = new DiskStorage(root);
    const torn = new Readable({
      read() {
        this.destroy(new Error('torn'));
      },
    });

    await expect(storage.write(key, torn)).rejects.toThrow('torn');
    await storage.write(key, 'x');

    expect(await readdir(join(root, 'uploads'))).toEqual(['one']);
  });

  it('lists what is left while folders go', async () => {
    const storage = new DiskStorage(await emptyFolder());
    const names = ['a', 'b', 'c'];
    for (const name of names) await storage.write(FileKey.parse(`${name}/below/file`), 'x');
    const listed: string[] = [];

    for await (const { key: found } of storage.list()) {
      listed.push(found);
      for (const name of names) await storage.removeFolder(FileKey.parse(name));
    }

    expect(listed).toHaveLength(1);
  });

  it('keeps every key below its root, each at a place of its own', async () => {
    const root = await emptyFolder();
    const storage = new DiskStorage(root);
    const part = fc.stringMatching(/^[\w.-]{1,12}$/);
    const anyText = fc.oneof(part, fc.constantFrom('.', '..', '...', '', '/'), fc.string());
    const keys = fc
      .array(anyText, { minLength: 1, maxLength: 4 })
      .map((parts) => FileKey.safeParse(`k/${parts.join('/')}`));

    await fc.assert(
      fc.asyncProperty(keys, async (parsed) => {
        fc.pre(parsed.success);
        const folder = await mkdtemp(join(root, 'case-'));
        const content = JSON.stringify(parsed.data);

        await new DiskStorage(folder).write(parsed.data, content);

        const found = await filesBelow(folder);
        expect(found).toEqual([parsed.data]);
        expect(await readFile(join(folder, parsed.data), 'utf8')).toBe(content);
      }),
      { numRuns: 60 },
    );
    expect(await storage.size(key)).toBeUndefined();
  });

  it('does not follow a linked folder out of its root', async () => {
    const [root, outside] = [await emptyFolder(), await emptyFolder()];
    await writeFile(join(outside, 'one'), 'private');
    await symlink(outside, join(root, 'uploads'));
    const storage = new DiskStorage(root);

    await expect(storage.read(key)).rejects.toMatchObject({ code: 'storage.missing' });
    await expect(storage.write(key, 'x')).rejects.toMatchObject({ code: 'internal' });
    await expect(storage.write(FileKey.parse('uploads/deep/one'), 'x')).rejects.toMatchObject({ code: 'internal' });
    await storage.remove(key);
    await storage.removeFolder(FileKey.parse('uploads'));
    await storage.removeFolder(FileKey.parse('uploads/one'));

    expect(await filesBelow(outside)).toEqual(['one']);
    expect(await readFile(join(outside, 'one'), 'utf8')).toBe('private');
  });

  it('does not read through a linked file, and replaces the link when it writes', async () => {
    const [root, outside] = [await emptyFolder(), await emptyFolder()];
    await writeFile(join(outside, 'passwords'), 'private');
    await mkdir(join(root, 'uploads'));
    await symlink(join(outside, 'passwords'), join(root, 'uploads/one'));
    const storage = new DiskStorage(root);

    await expect(storage.read(key)).rejects.toMatchObject({ code: 'storage.missing' });
    await storage.write(key, 'mine');

    expect(await readFile(join(outside, 'passwords'), 'utf8')).toBe('private');
    expect((await lstat(join(root, 'uploads/one'))).isSymbolicLink()).toBe(false);
  });

  it('removes a link in a folder, not what it leads to', async () => {
    const [root, outside] = [await emptyFolder(), await emptyFolder()];
    await writeFile(join(outside, 'one'), 'private');
    const storage = new DiskStorage(root);
    await storage.write(key, 'x');
    await symlink(outside, join(root, 'uploads/link'));

    await storage.removeFolder(FileKey.parse('uploads'));

    expect(await readdir(root)).toEqual([]);
    expect(await filesBelow(outside)).toEqual(['one']);
  });

  it('does not adopt a link', async () => {
    const [root, desk] = [await emptyFolder(), await emptyFolder()];
    await symlink('/etc/passwd', join(desk, 'link'));

    await expect(new DiskStorage(root).adopt(join(desk, 'link'), key)).rejects.toMatchObject({ code: 'internal' });
  });

  it('shares bytes by hard link on one file system', async () => {
    const root = await emptyFolder();
    const storage = new DiskStorage(root);
    await storage.write(key, 'x');

    await storage.fetch(key, join(root, 'fetched'));

    expect((await stat(join(root, 'fetched'))).ino).toBe((await stat(join(root, 'uploads/one'))).ino);
  });

  it('copies between file systems, both ways', async () => {
    const [root, elsewhere] = [await emptyFolder(), await emptyFolder('/dev/shm')];
    expect((await stat(root)).dev).not.toBe((await stat(elsewhere)).dev);
    const storage = new DiskStorage(root);
    await writeFile(join(elsewhere, 'spool'), 'far');

    await storage.adopt(join(elsewhere, 'spool'), key);
    await storage.fetch(key, join(elsewhere, 'fetched'));

    expect(await readdir(elsewhere)).toEqual(['fetched']);
    expect(await readFile(join(elsewhere, 'fetched'), 'utf8')).toBe('far');
  });

  it('says that it is unavailable when its folder cannot be', async () => {
    const root = await emptyFolder();
    await writeFile(join(root, 'file'), '');

    await expect(new DiskStorage(join(root, 'file')).check()).rejects.toMatchObject({ code: 'storage.unavailable' });
  });

  it('says that it is unavailable when the disk is full', async () => {
    const storage = new DiskStorage(await emptyFolder());
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' });
    const content = new Readable({
      read() {
        this.destroy(full);
      },
    });

    await expect(storage.write(key, content)).rejects.toMatchObject({ code: 'storage.unavailable' });
  });
});

async function filesBelow(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
