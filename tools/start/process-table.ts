import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process for good: a number alone may have been given to another one since. */
export interface ProcessIdentity {
  readonly pid: number;
  /** In clock ticks since the machine started. */
  readonly startTicks: number;
}

export function identify(pid: number): ProcessIdentity | undefined {
  const row = readRow(pid);
  return row && { pid, startTicks: row.startTicks };
}

export function isAlive({ pid, startTicks }: ProcessIdentity): boolean {
  const row = readRow(pid);
  return row !== undefined && row.startTicks === startTicks && row.state !== 'Z' && row.state !== 'X';
}

/** Children, their children and so on, whatever group they moved to. */
export function descendantsOf(ancestors: readonly ProcessIdentity[]): ProcessIdentity[] {
  const rows = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readRow(Number(name)) ?? []) : []));
  const found = new Map<number, ProcessIdentity>();
  const visit = (parent: number) => {
    for (const { pid, startTicks } of rows.filter((row) => row.parent === parent && !found.has(row.pid))) {
      found.set(pid, { pid, startTicks });
      visit(pid);
    }
  };
  for (const { pid } of ancestors.filter(isAlive)) visit(pid);
  return [...found.values()];
}

export function workingFolderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // it ended meanwhile, or belongs to somebody else
  }
}

function readRow(pid: number) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name stands in brackets and may contain anything, brackets too.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { pid, state: fields[0], parent: Number(fields[1]), startTicks: Number(fields[19]) };
  } catch {
    return undefined; // no such process
  }
}
