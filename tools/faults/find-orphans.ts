import { readdirSync, readFileSync } from 'node:fs';
import { isAlive } from '../start/process-table.ts';
import type { ProcessIdentity } from '../start/process-table.ts';
import type { Daemon } from './daemon.ts';

/** The command lines of processes that work in `folder` and that no daemon has any longer, and of the `ended` that have not. */
export function findOrphans(folder: string, daemons: readonly Daemon[], ended: readonly ProcessIdentity[]): string[] {
  const owned = new Set(daemons.flatMap((daemon) => daemon.all().map(({ pid }) => pid)));
  const strays = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && !owned.has(Number(name)))
    .map((name) => commandOf(Number(name)))
    .filter((command) => command.includes(folder));
  return [...ended.filter(isAlive).map(({ pid }) => commandOf(pid)), ...strays];
}

export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return ''; // it has just ended
  }
}
