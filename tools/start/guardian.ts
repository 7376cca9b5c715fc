// A process in a session of its own that outlives the starter. It reads what the starter owns from a pipe;
// when the pipe closes, by an orderly stop, a crash or kill -9, it ends whatever is left of the run.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { endProcesses } from './end-processes.ts';
import type { OwnedProcess } from './end-processes.ts';
import { holdLock } from './run-lock.ts';

export type GuardianOrder = { own: OwnedProcess } | { disown: string } | { path: string };

const graceMs = 10_000;
const owned = new Map<string, OwnedProcess>();
const paths: string[] = [];

// Ctrl-C and a closing terminal are the starter's business; the guardian hears of them through the pipe.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(signal, () => undefined);

const [lockName] = process.argv.slice(2);
// A guardian of an earlier run may still be ending what that run left.
if (lockName) await holdLock(lockName, { waitMs: 30_000 });
process.stdout.write('ready\n');

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as GuardianOrder;
  if ('own' in order) owned.set(order.own.name, order.own);
  if ('disown' in order) owned.delete(order.disown);
  if ('path' in order) paths.push(order.path);
}

await endProcesses([...owned.values()], graceMs);
for (const path of paths) rmSync(path, { recursive: true, force: true });
process.exit(0);
