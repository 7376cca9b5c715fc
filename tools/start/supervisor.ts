import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { endProcesses, killProcesses } from './end-processes.ts';
import type { OwnedProcess } from './end-processes.ts';
import type { Guard } from './guard.ts';
import { identify } from './process-table.ts';

export interface ProcessSpec extends Pick<OwnedProcess, 'name' | 'stage' | 'signal'> {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'>;
  readonly onLine: (line: string) => void;
  /** Asked again and again until it says yes. */
  readonly isReady: () => Promise<boolean>;
  /** What it said last, to explain why it did not start. */
  readonly tail: () => string;
}

const graceMs = 10_000;
const readyWithinMs = 60_000;
const longestBackoffMs = 30_000;
const calmAfterMs = 60_000;

/** Starts processes, starts them again when they die, and ends them all. */
export class Supervisor {
  private readonly running = new Map<string, OwnedProcess>();
  private stopping = false;
  private readonly guard: Guard;
  private readonly say: (text: string) => void;
  private readonly onChange: () => void;

  constructor(guard: Guard, say: (text: string) => void, onChange: () => void = () => undefined) {
    this.guard = guard;
    this.say = say;
    this.onChange = onChange;
  }

  get pids(): Record<string, number> {
    return Object.fromEntries([...this.running.values()].map(({ name, pid }) => [name, pid]));
  }

  /** Resolves when it is ready; rejects with its last words when it ends before, or takes too long. */
  async start(spec: ProcessSpec): Promise<void> {
    const child = this.launch(spec);
    const exit = exitOf(child);
    const ended = await Promise.race([untilReady(spec.isReady), exit]);
    if (ended) throw new Error(`${spec.name} ${ended}\n${spec.tail()}`);
    void exit.then((how) => this.revive(spec, how, Date.now()));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await endProcesses([...this.running.values()], graceMs);
    for (const name of this.running.keys()) this.guard.disown(name);
  }

  kill(): void {
    this.stopping = true;
    killProcesses([...this.running.values()]);
  }

  private launch(spec: ProcessSpec): ChildProcess {
    if (this.stopping) throw new Error('The run is being stopped.');
    // A group of its own: Ctrl-C in the terminal reaches the starter only, which ends the others in order.
    const child = spawn(spec.command, spec.args, {
      ...spec.options,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (identity) {
      const owned = { ...identity, name: spec.name, stage: spec.stage, signal: spec.signal };
      this.guard.own(owned);
      this.running.set(spec.name, owned);
      this.onChange();
    }
    for (const stream of [child.stdout!, child.stderr!]) createInterface({ input: stream }).on('line', spec.onLine);
    return child;
  }

  /** Again and again, each time a little later; a process that then ran for a while starts at the shortest wait. */
  private async revive(spec: ProcessSpec, how: string, readyAt: number) {
    let backoffMs = 1_000;
    for (let reason = how; !this.stopping;) {
      if (Date.now() - readyAt > calmAfterMs) backoffMs = 1_000;
      this.say(`${spec.name} ${reason}; starting it again in ${backoffMs / 1_000} s`);
      await delay(backoffMs);
      backoffMs = Math.min(longestBackoffMs, backoffMs * 2);
      if (this.stopping) return;
      const exit = exitOf(this.launch(spec));
      const ended = await Promise.race([untilReady(spec.isReady), exit]);
      readyAt = Date.now();
      if (!ended) this.say(`${spec.name} is back`);
      reason = ended ?? (await exit);
    }
  }
}

/** Says how it ended, for a sentence that begins with its name. */
async function exitOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    return signal ? `was ended by ${signal}` : `ended with code ${code}`;
  } catch (error) {
    return `could not be started: ${(error as Error).message}`;
  }
}

/** Nothing when ready, otherwise what went wrong. */
async function untilReady(isReady: () => Promise<boolean>): Promise<string | undefined> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    if (await isReady()) return undefined;
    await delay(50);
  }
  return `was not ready within ${readyWithinMs / 1_000} s`;
}
