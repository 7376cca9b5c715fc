import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Guard } from '../start/guard.ts';
import { descendantsOf, identify } from '../start/process-table.ts';
import type { ProcessIdentity } from '../start/process-table.ts';
import type { ProcessSpec } from '../start/supervisor.ts';
import { until } from './until.ts';

/** A process of the system that a test may end in any way and start again. Nobody else starts it again. */
export class Daemon {
  /** What it has said in all its lives. */
  readonly lines: string[] = [];
  private readonly spec: ProcessSpec;
  private readonly guard: Guard;
  private readonly onEnd: (family: readonly ProcessIdentity[]) => void;
  private child: ChildProcess | undefined;
  private folder: ProcessSpec['options']['cwd'];

  /** `onEnd` hears of the process and of all that it had started, just before it is ended. */
  constructor(spec: ProcessSpec, guard: Guard, onEnd: (family: readonly ProcessIdentity[]) => void) {
    this.spec = spec;
    this.guard = guard;
    this.onEnd = onEnd;
    this.folder = spec.options.cwd;
  }

  get name() {
    return this.spec.name;
  }

  get isRunning() {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** From its next life on: that of the same service in another version. */
  runFrom(folder: string) {
    this.folder = folder;
  }

  /** Answers when it is ready; at once when it runs already. `settings` are for this life only. */
  async start(settings: NodeJS.ProcessEnv = {}): Promise<void> {
    await this.launch(settings);
    await until(
      `${this.name} is ready`,
      async () => {
        if (!this.isRunning) throw new Error(`${this.name} has ended\n${this.spec.tail()}`);
        return this.spec.isReady();
      },
      { limitMs: 60_000 },
    );
  }

  /** Answers as soon as there is a process, ready or not. */
  async launch(settings: NodeJS.ProcessEnv = {}): Promise<void> {
    if (this.isRunning) return;
    const { name, stage, signal, command, args, options } = this.spec;
    const env = { ...options.env, ...settings };
    const stdio = ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { ...options, cwd: this.folder, env, detached: true, stdio });
    await once(child, 'spawn');
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.hear(line));
    }
    this.guard.own({ ...identify(child.pid!)!, name, stage, signal });
  }

  /** Sends it a signal that it outlives. */
  signal(signal: 'SIGSTOP' | 'SIGCONT') {
    this.child?.kill(signal);
  }

  /** Answers its exit code when it is gone; null when the signal ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (!child || !this.isRunning) return child?.exitCode ?? null;
    const gone = once(child, 'exit');
    this.onEnd(this.all());
    child.kill(signal);
    await gone;
    this.guard.disown(this.spec.name);
    return child.exitCode;
  }

  /** As it wishes to be asked. */
  stop(): Promise<number | null> {
    return this.end(this.spec.signal);
  }

  /** It and all that it has started; none when it does not run. */
  all(): ProcessIdentity[] {
    const own = this.isRunning ? identify(this.child!.pid!) : undefined;
    return own ? [own, ...descendantsOf([own])] : [];
  }

  private hear(line: string) {
    this.lines.push(line);
    this.spec.onLine(line);
  }
}
