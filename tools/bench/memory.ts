import { readFileSync } from 'node:fs';
import { descendantsOf, identify } from '../start/process-table.ts';

export interface Memory {
  /** What the processes have in memory; pages that they share count for each. */
  readonly rssMiB: number;
  /** The same with each shared page divided among its users. */
  readonly pssMiB: number;
}

/** Of a process and all that it started. */
export function memoryOf(pid: number): Memory {
  const root = identify(pid);
  if (!root) throw new Error(`Process ${pid} has ended.`);
  const tree = [root, ...descendantsOf([root])].map(({ pid: each }) => readMemory(each));
  return {
    rssMiB: tree.reduce((sum, { rssMiB }) => sum + rssMiB, 0),
    pssMiB: tree.reduce((sum, { pssMiB }) => sum + pssMiB, 0),
  };
}

export const rssMiBOf = (pid: number) => fieldOf(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS');

function readMemory(pid: number): Memory {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return { rssMiB: fieldOf(text, 'Rss'), pssMiB: fieldOf(text, 'Pss') };
}

function fieldOf(text: string, name: string) {
  const kib = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
  if (kib === undefined) throw new Error(`/proc has no ${name}`);
  return Number(kib) / 1024;
}
