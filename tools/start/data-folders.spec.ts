import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolders, prepareDataFolders } from './data-folders.ts';

describe('the folders of a run', () => {
  let stateFolder: string;

  beforeEach(() => {
    stateFolder = mkdtempSync(join(tmpdir(), 'polyspool-folders-'));
  });

  afterEach(() => rmSync(stateFolder, { recursive: true }));

  it('are closed to others', () => {
    mkdirSync(join(stateFolder, 'tmp'), { mode: 0o755 });
    chmodSync(join(stateFolder, 'tmp'), 0o755);

    prepareDataFolders(stateFolder);

    const modes = Object.values(dataFolders(stateFolder)).map((folder) => statSync(folder).mode & 0o777);
    expect(modes).toEqual([0o700, 0o700, 0o700, 0o700]);
  });

  it('lose what runs that were killed have left, and keep what is stored', () => {
    const { storage, spool, temporary } = dataFolders(stateFolder);
    for (const folder of [storage, spool, temporary]) {
      mkdirSync(join(folder, 'polyspool-upload-1'), { recursive: true });
      writeFileSync(join(folder, 'polyspool-upload-1/file'), 'bytes');
    }

    prepareDataFolders(stateFolder);

    expect([spool, temporary].flatMap((folder) => readdirSync(folder))).toEqual([]);
    expect(existsSync(join(storage, 'polyspool-upload-1/file'))).toBe(true);
  });
});
