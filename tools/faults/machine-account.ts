import type { Account } from './account.ts';
import type { FaultSystem } from './fault-system.ts';
import { until } from './until.ts';

const graceMs = 10_000;

/** What ended processes may have left behind: other processes, and folders. */
export async function accountForMachine(system: FaultSystem): Promise<Partial<Account>> {
  const left = () => [
    ...system.orphans().map((command) => `orphan process: ${command}`),
    ...system.temporaryFolders().map((name) => `temporary folder: ${name}`),
  ];
  const isClean = () => left().length === 0;
  await until('nothing is left', isClean, { limitMs: graceMs, everyMs: 200 }).catch(() => undefined);
  return { wrong: left() };
}
