import { readFileSync, writeFileSync } from 'node:fs';
import { setInterval } from 'node:timers';
import { descendantsOf, identify } from '../../start/process-table.ts';

export interface PeakMemory {
  /** What the process itself held before. */
  readonly idleMiB: number;
  /** The most that the process itself held. */
  readonly processMiB: number;
  /** The most of it and all that it started, with shared pages divided among their users. */
  readonly treeMiB: number;
}

const sampleMs = 250;

/** The most memory of a process, as the kernel counted it, and of its whole family, as samples tell, while `work` goes on. */
export async function peakMemory(pid: number, work: () => Promise<unknown>): Promise<PeakMemory> {
  const idleMiB = mibOf(pid, 'status', 'VmRSS');
  writeFileSync(`/proc/${pid}/clear_refs`, '5'); // forgets the peak of the start
  let treeMiB = 0;
  const sampling = setInterval(() => (treeMiB = Math.max(treeMiB, familyMiB(pid))), sampleMs);
  try {
    await work();
    return { idleMiB, processMiB: mibOf(pid, 'status', 'VmHWM'), treeMiB };
  } finally {
    clearInterval(sampling);
  }
}

function familyMiB(pid: number) {
  const root = identify(pid);
  if (!root) throw new Error(`Process ${pid} has ended.`);
  return [root, ...descendantsOf([root])].reduce((sum, one) => sum + (pssMiBIfThere(one.pid) ?? 0), 0);
}

function pssMiBIfThere(pid: number) {
  try {
    return mibOf(pid, 'smaps_rollup', 'Pss');
  } catch {
    return undefined; // it ended while we read
  }
}

function mibOf(pid: number, file: string, name: string) {
  const text = readFileSync(`/proc/${pid}/${file}`, 'utf8');
  const kib = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
  if (kib === undefined) throw new Error(`/proc/${pid}/${file} has no ${name}`);
  return Number(kib) / 1024;
}
