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

interface Patience {
  readonly readyWithinMs: number;
  readonly shortestBackoffMs: number;
}

const graceMs = 10_000;
const longestBackoffMs = 30_000;
const calmAfterMs = 60_000;
/** A worker that has done enough ends by itself, and its next one need not wait. One that does nothing else would spin. */
const orderly = 'ended with code 0';
const orderlyAfterMs = 3_000;

/** Starts processes, starts them again when they die, and ends them all. */
export class Supervisor {
  private readonly running = new Map<string, OwnedProcess>();
  private stopping = false;
  private readonly guard: Guard;
  private readonly say: (text: string) => void;
  private readonly onChange: () => void;
  private readonly patience: Patience;

  constructor(
    guard: Guard,
    say: (text: string) => void,
    onChange: () => void = () => undefined,
    patience: Patience = { readyWithinMs: 60_000, shortestBackoffMs: 1_000 },
  ) {
    this.guard = guard;
    this.say = say;
    this.onChange = onChange;
    this.patience = patience;
  }

  get pids(): Record<string, number> {
    return Object.fromEntries([...this.running.values()].map(({ name, pid }) => [name, pid]));
  }

  /** Resolves when it is ready; rejects with its last words when it ends before, or takes too long. */
  async start(spec: ProcessSpec): Promise<void> {
    const launchedAt = Date.now();
    const exit = exitOf(this.launch(spec));
    this.onChange();
    const asking = new AbortController();
    const ready = untilReady(spec.isReady, this.patience.readyWithinMs, asking.signal);
    const failure = await Promise.race([ready, exit]).finally(() => asking.abort());
    if (failure) throw new Error(`${spec.name} ${failure}\n${spec.tail()}`);
    void exit.then((how) => this.revive(spec, how, launchedAt));
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
    }
    // Streams are missing where the machine has no room for another process.
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream }).on('line', spec.onLine);
    return child;
  }

  /** Again and again, each time a little later; a process that ran for a while starts at the shortest wait. */
  private async revive(spec: ProcessSpec, how: string, firstLaunchedAt: number) {
    const { shortestBackoffMs } = this.patience;
    let backoffMs = shortestBackoffMs;
    let launchedAt = firstLaunchedAt;
    for (let reason = how; !this.stopping;) {
      const hasDoneEnough = reason === orderly && Date.now() - launchedAt > orderlyAfterMs;
      if (hasDoneEnough) this.say(`${spec.name} has done enough; the next one begins`);
      else this.say(`${spec.name} ${reason}; starting it again in ${backoffMs / 1_000} s`);
      await delay(hasDoneEnough ? 0 : backoffMs);
      if (this.stopping) return;
      launchedAt = Date.now();
      reason = await this.relaunch(spec);
      const isCalm = Date.now() - launchedAt > calmAfterMs || hasDoneEnough;
      backoffMs = isCalm ? shortestBackoffMs : Math.min(longestBackoffMs, backoffMs * 2);
    }
  }

  /** Answers how it ended. As long as it is alive no other is started, ready or not: its Redis may be away. */
  private async relaunch(spec: ProcessSpec): Promise<string> {
    const ended = new AbortController();
    let child: ChildProcess;
    try {
      child = this.launch(spec);
    } catch (error) {
      return `could not be started: ${(error as Error).message}`;
    }
    const exit = exitOf(child);
    this.tellChange();
    void this.tellWhenReady(spec, ended.signal);
    return exit.finally(() => ended.abort());
  }

  /** Nobody waits for an answer here, and the process runs whether or not its new id can be written down. */
  private tellChange() {
    try {
      this.onChange();
    } catch (error) {
      this.say(`the new process ids are not written down: ${(error as Error).message}`);
    }
  }

  private async tellWhenReady({ name, isReady }: ProcessSpec, ended: AbortSignal) {
    let toldFault = '';
    const ask = async () => {
      try {
        return await isReady();
      } catch (error) {
        const fault = `${name} cannot be asked whether it is ready: ${(error as Error).message}`;
        if (fault !== toldFault) this.say(fault);
        toldFault = fault;
        return false;
      }
    };
    const late = await untilReady(ask, this.patience.readyWithinMs, ended);
    if (late) {
      this.say(`${name} ${late}; waiting, as it runs`);
      await untilReady(ask, Infinity, ended);
    }
    if (!ended.aborted) this.say(`${name} is back`);
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

/** Nothing when ready, or when nobody waits any longer; otherwise what went wrong. */
async function untilReady(isReady: () => Promise<boolean>, withinMs: number, over: AbortSignal) {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if (over.aborted || (await isReady())) return undefined;
    await delay(50);
  }
  return `was not ready within ${withinMs / 1_000} s`;
}
