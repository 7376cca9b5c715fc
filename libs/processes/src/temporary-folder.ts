import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lends a new folder that only this user can enter, and removes it however `use` ends, and when this process is killed. */
export async function withTemporaryFolder<Result>(
  prefix: string,
  use: (folder: string) => Promise<Result>,
  parent = tmpdir(),
): Promise<Result> {
  const folder = join(parent, `polyspool-${prefix}-${randomUUID()}`);
  // Before the folder: there is no moment at which nobody would remove it.
  const guard = startGuard(folder);
  try {
    await once(guard, 'spawn');
    await mkdir(folder, { mode: 0o700 });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    guard.kill('SIGKILL');
  }
}

/** A program that is killed with this process may add a last file meanwhile: hence twice. */
const removeAtEnd = 'read -r _; /bin/rm -rf -- "$1" || { /bin/sleep 1; /bin/rm -rf -- "$1"; }';

/** Waits for the end of this process, which closes its stdin. In a session of its own, so Ctrl-C spares it. */
function startGuard(folder: string) {
  return spawn('/bin/sh', ['-c', removeAtEnd, 'guard', folder], {
    env: {},
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}
