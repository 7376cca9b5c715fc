import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endGuard } from './end-guard.js';

/** Lends a new folder that only this user can enter, and removes it however `use` ends, and when this process is killed. */
export async function withTemporaryFolder<Result>(
  prefix: string,
  use: (folder: string) => Promise<Result>,
  parent = tmpdir(),
): Promise<Result> {
  const folder = join(parent, `polyspool-${prefix}-${randomUUID()}`);
  // Before the folder: there is no moment at which nobody would remove it.
  const unguard = endGuard.watch('folder', folder);
  try {
    await mkdir(folder, { mode: 0o700 });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    unguard();
  }
}
