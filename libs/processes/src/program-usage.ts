import type { ProcessUsage } from './usage-meter.js';

export interface ProgramUsage extends ProcessUsage {
  /** Of them so many run now. */
  readonly running: number;
}

interface Run {
  readonly program: string;
  readonly usage: () => ProcessUsage;
}

const running = new Set<Run>();
const ended = new Map<string, ProcessUsage>();

/** Writes down a run of a program; what is answered is called at its end. */
export function countRun(program: string, usage: () => ProcessUsage): () => void {
  const run = { program, usage };
  running.add(run);
  return () => {
    if (running.delete(run)) ended.set(program, sum(ended.get(program) ?? unused, usage()));
  };
}

/** What the programs have used that this process has started up to now, by name: the kernel knows only the sum of them. */
export function programUsage(): ReadonlyMap<string, ProgramUsage> {
  const all = new Map([...ended].map(([program, usage]) => [program, { ...usage, running: 0 }]));
  for (const { program, usage } of running) {
    const known = all.get(program) ?? { ...unused, running: 0 };
    all.set(program, { ...sum(known, usage()), running: known.running + 1 });
  }
  return all;
}

const unused: ProcessUsage = { peakRssBytes: 0, cpuSeconds: 0 };

const sum = (one: ProcessUsage, other: ProcessUsage): ProcessUsage => ({
  peakRssBytes: Math.max(one.peakRssBytes, other.peakRssBytes),
  cpuSeconds: one.cpuSeconds + other.cpuSeconds,
});
