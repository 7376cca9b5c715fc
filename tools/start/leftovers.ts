import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endProcesses, stages } from './end-processes.ts';
import type { OwnedProcess } from './end-processes.ts';
import { identify, workingFolderOf } from './process-table.ts';

/**
 * Ends a store that still works in `data`: its run and its guardian were both killed, or the machine lost power.
 * A process id is believed only when that process really works in the folder.
 */
export async function endLeftover(data: string, signal: 'SIGTERM' | 'SIGINT'): Promise<void> {
  const pidFile = ['postmaster.pid', 'redis.pid'].map((name) => join(data, name)).find((path) => existsSync(path));
  if (!pidFile) return;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  const identity = workingFolderOf(pid) === data ? identify(pid) : undefined;
  if (identity) await endProcesses([{ ...identity, name: data, stage: stages.database, signal }], 10_000);
  rmSync(pidFile, { force: true });
}

/** Ends services of an earlier run that nobody guards any longer: they work in an app of this checkout and list here. */
export async function endLeftoverServices(appsFolder: string, pids: readonly number[]): Promise<void> {
  const folders = new Set(readdirSync(appsFolder).map((name) => join(appsFolder, name)));
  const leftovers = pids.flatMap((pid): OwnedProcess[] => {
    const identity = folders.has(workingFolderOf(pid) ?? '') ? identify(pid) : undefined;
    return identity ? [{ ...identity, name: String(pid), stage: stages.service, signal: 'SIGTERM' }] : [];
  });
  await endProcesses(leftovers, 10_000);
}
