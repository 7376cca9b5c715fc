import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** All on one volume, so that files are moved or linked from one to the other and never copied. */
export const dataFolders = (stateFolder: string) => ({
  storage: join(stateFolder, 'storage'),
  /** Uploads that are not checked yet. */
  spool: join(stateFolder, 'spool'),
  /** /tmp may be in memory, which is small. */
  temporary: join(stateFolder, 'tmp'),
  /** Word lists, made once. */
  words: join(stateFolder, 'words'),
});

/** To be called while no service runs: what killed ones have left in passing is removed. */
export function prepareDataFolders(stateFolder: string): void {
  const { storage, spool, temporary, words } = dataFolders(stateFolder);
  for (const folder of [storage, words]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const folder of [spool, temporary]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
