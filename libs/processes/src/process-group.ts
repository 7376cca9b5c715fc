import { AppError } from '@polyspool/contracts/errors';
import { ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { basename } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { endGuard } from './end-guard.js';
import { ProcessScope } from './process-scope.js';

export interface GroupOptions {
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  /** What it is called where its usage is told; by its first word where nothing is said. */
  readonly program?: string;
  readonly stdin?: string | Uint8Array;
  /** For programs that are given what to read bit by bit, by `stdin` of the group. */
  readonly keepsStdinOpen?: boolean;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** How long output may stay open after the program's end: only what left the group can hold it. */
const drainMs = 1000;

/**
 * A program with all that it starts. It ends as a whole, and with this process, even when that is killed:
 * the kernel kills the program (pdeathsig), the guard of this process the rest of the group.
 */
export class ProcessGroup {
  /** Fulfilled when the program has ended, its output is complete and the group is killed. */
  readonly ended: Promise<Exit>;
  readonly program: string;
  private readonly child: ChildProcess;
  private guardFault: Error | undefined;
  private unguard: () => void = () => undefined;
  private forced: NodeJS.Timeout | undefined;
  private alive = true;

  constructor(command: readonly string[], { cwd, env, stdin, program, keepsStdinOpen = false }: GroupOptions) {
    this.program = program ?? basename(command[0] ?? '');
    // One that belongs to no job is measured all the same.
    const scope = ProcessScope.current() ?? new ProcessScope();
    scope.admit();
    this.child = spawn('/usr/bin/setpriv', ['--pdeathsig', 'KILL', '--', ...command], {
      cwd,
      env,
      detached: true,
      stdio: [stdin === undefined && !keepsStdinOpen ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    this.ended = this.end();
    if (this.child.pid === undefined) return;
    scope.add(this);
    this.guard(this.child.pid);
    // A program may end without having read its input; its exit code tells whether that is a failure.
    const input = this.child.stdin?.on('error', () => undefined);
    if (!keepsStdinOpen) input?.end(stdin);
  }

  get id(): number {
    return this.child.pid ?? 0;
  }

  /** Null where there is nothing to read, and when the program could not be started. */
  get stdin(): Writable | null {
    return this.child.stdin;
  }

  /** Null when the program could not be started. */
  get stdout(): Readable | null {
    return this.child.stdout;
  }

  get stderr(): Readable | null {
    return this.child.stderr;
  }

  /** Whether this process stays alive for it. One that is left to itself ends with this process all the same. */
  holdProcess(holds: boolean) {
    const handles = [this.child, this.child.stdin, this.stdout, this.stderr];
    for (const handle of handles) {
      if (handle instanceof ChildProcess || handle instanceof Socket) handle[holds ? 'ref' : 'unref']();
    }
  }

  /** TERM now, KILL after the grace. */
  terminate(graceMs: number) {
    if (!this.alive || this.forced) return;
    this.signal('SIGTERM');
    this.forced = setTimeout(() => this.kill(), graceMs);
  }

  kill() {
    this.signal('SIGKILL');
  }

  private guard(groupId: number) {
    try {
      this.unguard = endGuard.watch('group', String(groupId));
    } catch (error) {
      this.guardFault = error as Error;
      this.kill();
    }
  }

  private end() {
    let drain: NodeJS.Timeout | undefined;
    return new Promise<Exit>((resolve, reject) => {
      this.child.once('error', (error) => reject(notStarted(error)));
      this.child.once('exit', () => {
        this.kill();
        this.alive = false;
        this.unguard();
        drain = setTimeout(() => [this.stdout, this.stderr].forEach((stream) => stream?.destroy()), drainMs);
      });
      this.child.once('close', (code, signal) => {
        if (this.guardFault) reject(notStarted(this.guardFault));
        else resolve({ code, signal });
      });
    }).finally(() => {
      clearTimeout(this.forced);
      clearTimeout(drain);
    });
  }

  private signal(signal: NodeJS.Signals) {
    if (!this.alive || this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // nobody left is what we want
    }
  }
}

const notStarted = (error: Error) =>
  new AppError('process.failed', `The program could not be started: ${error.message}`, { cause: error });
