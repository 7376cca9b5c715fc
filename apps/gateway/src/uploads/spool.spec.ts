import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spool } from './spool.js';

describe('Spool', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'spool-spec-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const ones = { maxProbes: 1, probeTimeoutMs: 1, probeWaitMs: 1, maxPerUser: 1, maxResumable: 1, idleTimeoutMs: 1 };
  const maxBytes = { recording: 1, document: 1, script: 1, texts: 1 };
  const spoolIn = (spoolFolder: string) => new Spool({ spoolFolder, maxBytes, ...ones });

  async function left(name: string, hoursAgo: number) {
    const path = join(folder, name);
    await mkdir(path);
    await writeFile(join(path, 'upload'), 'x');
    const then = new Date(Date.now() - hoursAgo * 3600_000);
    await utimes(join(path, 'upload'), then, then);
    await utimes(path, then, then);
  }

  it('makes its folder, and lends private ones in it', async () => {
    const spool = spoolIn(join(folder, 'deep/spool'));
    await spool.onModuleInit();

    await spool.lend(async (lent) => {
      expect((await stat(lent)).mode & 0o777).toBe(0o700);
      expect(await readdir(join(folder, 'deep/spool'))).toHaveLength(1);
    });

    expect(await readdir(join(folder, 'deep/spool'))).toEqual([]);
  });

  it('removes what a killed process left, and nothing of others', async () => {
    await left('polyspool-upload-old', 25);
    await left('polyspool-upload-live', 23);
    await left('somebody-else', 99);

    await spoolIn(folder).onModuleInit();

    expect((await readdir(folder)).sort()).toEqual(['polyspool-upload-live', 'somebody-else']);
  });
});
