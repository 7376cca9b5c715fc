import { once } from 'node:events';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startNode } from './testing-node.js';
import { withTemporaryFolder } from './temporary-folder.js';

const exists = (path: string) => stat(path).then(Boolean, () => false);

describe('withTemporaryFolder', () => {
  it('lends a folder that nobody else can enter, and removes it with its content', async () => {
    const folder = await withTemporaryFolder('spec', async (lent) => {
      await mkdir(join(lent, 'deep'));
      await writeFile(join(lent, 'deep', 'file'), 'text');
      expect((await stat(lent)).mode & 0o777).toBe(0o700);
      return lent;
    });

    expect(folder).toContain('polyspool-spec-');
    expect(await exists(folder)).toBe(false);
  });

  it('removes the folder after a failure, and hands the failure on', async () => {
    let folder = '';
    const failing = withTemporaryFolder('spec', async (lent) => {
      folder = lent;
      throw new Error('disk full');
    });

    await expect(failing).rejects.toThrow('disk full');
    expect(await exists(folder)).toBe(false);
  });

  it('is removed also when this process is killed while it lends it', async () => {
    const lender = startNode(
      (from) => `
      import { writeFileSync } from 'node:fs';
      const { withTemporaryFolder } = await import(${from('temporary-folder.ts')});
      await withTemporaryFolder('spec', async (lent) => {
        writeFileSync(lent + '/upload', 'bytes');
        process.stdout.write(lent);
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      });`,
    );
    const folder = String((await once(lender.stdout, 'data'))[0]);
    expect(await exists(folder)).toBe(true);

    lender.kill('SIGKILL');

    const deadline = Date.now() + 5_000;
    while ((await exists(folder)) && Date.now() < deadline) await delay(20);
    expect(await exists(folder)).toBe(false);
  });
});
