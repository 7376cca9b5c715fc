import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { killProcesses } from '../start/end-processes.ts';
import type { Guard } from '../start/guard.ts';
import { identify } from '../start/process-table.ts';

export interface Command {
  readonly name: string;
  readonly args: readonly string[];
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly guard: Guard;
  /** No command runs past this moment. */
  readonly deadline: number;
  /** The command has said all it had to say once this file exists. */
  readonly doneWhen?: string;
}

const tidyUpMs = 60_000;

/** Runs one of the checkout's programs with its output shown and answers what went wrong, if anything. */
export async function runCommand(command: Command): Promise<string | undefined> {
  const { name, args, root, env, guard } = command;
  const child = spawn(name, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const words: string[] = [];
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.on('data', (chunk: Buffer) => {
      to.write(chunk);
      words.push(chunk.toString());
      if (words.length > 400) words.shift();
    });
  }
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity) guard.own({ ...identity, name: `${name} ${args.join(' ')}`, stage: 1, signal: 'SIGTERM' });
  const ended = once(child, 'close').then(
    ([code, signal]) => (code === 0 ? '' : `${name} ${args.join(' ')} ended with ${code ?? signal}\n${words.join('')}`),
    (error: Error) => `${name} could not be started: ${error.message}`,
  );
  const watch = new AbortController();
  const late = tooLate(command, watch.signal);
  const problem = await Promise.race([ended, late]);
  watch.abort();
  if (identity && problem) killProcesses([identity]);
  guard.disown(`${name} ${args.join(' ')}`);
  return problem || undefined;
}

/** Resolves when the command has had its time, or hangs although its work is done. */
async function tooLate({ name, deadline, doneWhen }: Command, signal: AbortSignal) {
  let doneAt = Infinity;
  while (!signal.aborted) {
    await delay(500);
    if (doneWhen && doneAt === Infinity && existsSync(doneWhen)) doneAt = Date.now();
    if (Date.now() - doneAt > tidyUpMs) return `${name} was done but did not end: something it opened is still open.`;
    if (Date.now() > deadline) return `${name} was still running when the time for all tests was over.`;
  }
  return '';
}
