import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessRow {
  readonly pid: number;
  readonly groupId: number;
  /** Its own, and of those of its children that it has waited for. */
  readonly cpuSeconds: number;
}

/** Linux tells times in hundredths of a second, whatever its clock. */
const ticksPerSecond = 100;

/** The processes of this machine, as far as this process may see them. A scan takes a few milliseconds. */
export function processTable(): ProcessRow[] {
  const names = readable(() => readdirSync('/proc')) ?? [];
  return names.flatMap((name) => (/^\d+$/.test(name) ? (processRow(Number(name)) ?? []) : []));
}

/** Undefined once it has been waited for. */
export function processRow(pid: number): ProcessRow | undefined {
  const stat = readProc(pid, 'stat');
  if (stat === undefined) return undefined;
  // The name stands in brackets, and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid, groupId: Number(fields[2]), cpuSeconds: ticks / ticksPerSecond };
}

export interface Memory {
  readonly rssBytes: number;
  /** The most that it ever held. */
  readonly peakRssBytes: number;
}

export function memoryOf(pid: number): Memory {
  const status = readProc(pid, 'status') ?? '';
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
  return { rssBytes: bytes('VmRSS'), peakRssBytes: bytes('VmHWM') };
}

const readProc = (pid: number, file: string) => readable(() => readFileSync(`/proc/${pid}/${file}`, 'latin1'));

/** It has ended, is another user's (`hidepid`), or this process has no descriptor left: no reason to end over a sample. */
const unreadable = new Set(['ENOENT', 'ESRCH', 'EPERM', 'EACCES', 'EMFILE', 'ENFILE']);

function readable<Content>(read: () => Content): Content | undefined {
  try {
    return read();
  } catch (error) {
    if (unreadable.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
