import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { descendantsOf, identify } from '../../start/process-table.ts';

export interface BytesMoved {
  /** By any call: files, pipes and sockets. */
  readonly read: number;
  readonly written: number;
  /** Of what was written, what went to a disk. */
  readonly toDisk: number;
}

/** By a process, those of its children that have ended, and those that live. */
export function bytesMovedBy(pid: number): BytesMoved {
  const root = identify(pid);
  if (!root) throw new Error(`Process ${pid} has ended.`);
  const all = [root, ...descendantsOf([root])].map((one) => parseIo(readIo(one.pid)));
  return all.reduce((sum, one) => ({
    read: sum.read + one.read,
    written: sum.written + one.written,
    toDisk: sum.toDisk + one.toDisk,
  }));
}

export const moved = (before: BytesMoved, after: BytesMoved): BytesMoved => ({
  read: after.read - before.read,
  written: after.written - before.written,
  toDisk: after.toDisk - before.toDisk,
});

/** proc(5): /proc/<pid>/io. */
export function parseIo(text: string): BytesMoved {
  const field = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return { read: field('rchar'), written: field('wchar'), toDisk: field('write_bytes') };
}

/** Of the files in a folder; one that has two names there counts once. */
export function bytesIn(folder: string): number {
  const seen = new Set<number>();
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const stat = lstatSync(join(folder, entry), { throwIfNoEntry: false }); // probes of the storage come and go
    if (!stat?.isFile() || seen.has(stat.ino)) continue;
    seen.add(stat.ino);
    bytes += stat.size;
  }
  return bytes;
}

function readIo(pid: number) {
  try {
    return readFileSync(`/proc/${pid}/io`, 'utf8');
  } catch {
    return ''; // it ended while we read: its parent counts it
  }
}
