import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineVersion } from './engine-version.js';

describe('engineVersion', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const version = () => engineVersion({ programs: [at('program'), 'sh'], data: [at('model')] });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'engine-version-spec-'));
    await mkdir(at('model/deep'), { recursive: true });
    await writeFile(at('program'), '', { mode: 0o755 });
    for (const name of ['model/words', 'model/deep/sounds']) await writeFile(at(name), name);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('stays the same while the engine does', async () => {
    const before = await version();

    expect(before).toMatch(/^[0-9a-f]{12}$/);
    expect(await version()).toBe(before);
  });

  it.each([
    ['its program is replaced', () => utimes(at('program'), 1, 1)],
    ['its program is gone', () => rm(at('program'))],
    ['a file deep in its model grows', () => writeFile(at('model/deep/sounds'), 'more sounds than before')],
    ['its model gets another file', () => writeFile(at('model/new'), '')],
    ['its model loses a file', () => rm(at('model/words'))],
    ['its model is gone', () => rm(at('model'), { recursive: true })],
  ])('changes when %s', async (_, change) => {
    const before = await version();

    await change();

    expect(await version()).not.toBe(before);
  });

  it('differs between programs', async () => {
    const versions = ['sh', 'cat', 'absent'].map((program) => engineVersion({ programs: [program], data: [] }));

    expect(new Set(await Promise.all(versions)).size).toBe(3);
  });
});
