import { readFileSync } from 'node:fs';
import { descendantsOf, identify } from '../start/process-table.ts';

const ticksPerSecond = 100;

/** Processor time that a process and its living descendants have used. proc(5): utime and stime, and those of ended children. */
export function cpuSecondsOf(pid: number): number {
  const root = identify(pid);
  if (!root) throw new Error(`Process ${pid} has ended.`);
  const ticks = [root, ...descendantsOf([root])].map((one) => ticksOf(one.pid));
  return ticks.reduce((sum, one) => sum + one, 0) / ticksPerSecond;
}

/** That of one process alone. */
export const ownCpuSecondsOf = (pid: number) => ticksOf(pid, 2) / ticksPerSecond;

/** The first two of `fields` are its own. */
function ticksOf(pid: number, fields = 4) {
  // The name in parentheses may have anything in it.
  const all = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  return all.slice(11, 11 + fields).reduce((sum, field) => sum + Number(field), 0);
}
