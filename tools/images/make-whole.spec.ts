import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWhole } from './make-whole.ts';

describe('a folder that is made as a whole', () => {
  const parent = mkdtempSync(join(tmpdir(), 'make-whole-spec-'));
  afterAll(() => rmSync(parent, { recursive: true }));

  it('is not there before it is finished, begins empty each time, and is made once', async () => {
    const path = join(parent, 'engine/root');
    const broken = (folder: string) => {
      writeFileSync(join(folder, 'half'), '');
      throw new Error('killed');
    };
    await expect(makeWhole(path, broken)).rejects.toThrow('killed');
    expect(existsSync(path)).toBe(false);

    await makeWhole(path, (folder) => writeFileSync(join(folder, 'whole'), ''));
    await makeWhole(path, broken);

    expect([readdirSync(path), readdirSync(join(parent, 'engine'))]).toEqual([['whole'], ['root']]);
  });
});
