import { setTimeout as delay } from 'node:timers/promises';
import { descendantsOf, isAlive } from './process-table.ts';
import type { ProcessIdentity } from './process-table.ts';

/** Lower stages end first: nothing loses its store while it still writes. */
export const stages = { service: 1, queue: 2, database: 3 } as const;

export interface OwnedProcess extends ProcessIdentity {
  readonly name: string;
  readonly stage: number;
  readonly signal: 'SIGTERM' | 'SIGINT';
}

/** Ends all of them, stage by stage, and everything they started. Whoever needs longer than the grace is killed. */
export async function endProcesses(owned: readonly OwnedProcess[], graceMs: number): Promise<void> {
  for (const stage of [...new Set(owned.map((one) => one.stage))].sort()) {
    await endStage(
      owned.filter((one) => one.stage === stage),
      graceMs,
    );
  }
}

export function killProcesses(owned: readonly ProcessIdentity[]): void {
  for (const one of [...descendantsOf(owned), ...owned]) signalOne(one, 'SIGKILL');
}

async function endStage(owned: readonly OwnedProcess[], graceMs: number) {
  const started = descendantsOf(owned);
  for (const one of owned) signalOne(one, one.signal);
  await untilGone(owned, graceMs);
  const left = [...owned, ...started].filter(isAlive);
  killProcesses(left);
  await untilGone(left, 2_000);
}

async function untilGone(processes: readonly ProcessIdentity[], limitMs: number) {
  const deadline = Date.now() + limitMs;
  while (processes.some(isAlive) && Date.now() < deadline) await delay(25);
}

function signalOne(one: ProcessIdentity, signal: NodeJS.Signals) {
  if (!isAlive(one)) return;
  try {
    process.kill(one.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // ESRCH: gone between the two lines
  }
}
