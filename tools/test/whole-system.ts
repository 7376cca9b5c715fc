import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../start/free-port.ts';
import { postgresHome } from '../start/private-postgres.ts';
import { readRunFile } from '../start/run-file.ts';
import type { RunFile } from '../start/run-file.ts';

const repository = join(import.meta.dirname, '../..');
const startScript = join(repository, 'tools/start/start.ts');

/**
 * The system as `npm start` runs it, built services and stores of its own included, beside any other one:
 * its checkout is a temporary folder that borrows the apps of this one.
 */
export class WholeSystem {
  readonly stateFolder: string;
  private readonly root: string;
  private readonly starter: ChildProcess;

  private constructor(root: string, starter: ChildProcess) {
    this.root = root;
    this.stateFolder = join(root, '.polyspool');
    this.starter = starter;
  }

  static async start(env: NodeJS.ProcessEnv = {}): Promise<WholeSystem> {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'polyspool-system-')));
    symlinkSync(join(repository, 'apps'), join(root, 'apps'));
    const port = String(await freePort()); // its usual port may be another system's
    // `ipc`: the starter ends everything when this process is gone, however that happens.
    const starter = spawn(process.execPath, [startScript, '--root', root], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', PORT: port, ...env },
    });
    const system = new WholeSystem(root, starter);
    let said = '';
    const ready = new Promise<void>((resolve) => {
      for (const stream of [starter.stdout!, starter.stderr!]) {
        stream.on('data', (chunk) => {
          said += String(chunk);
          if (said.includes('Ctrl-C stops everything')) resolve();
        });
      }
    });
    const ended = once(starter, 'exit').then(() => 'ended');
    if ((await Promise.race([ready, ended])) === 'ended') {
      system.remove();
      throw new Error(`The system did not start:\n${said}`);
    }
    return system;
  }

  /** Read anew each time: a service that was killed comes back with another process id. */
  get run(): RunFile {
    const run = readRunFile(this.stateFolder);
    if (!run) throw new Error('The system does not run.');
    return run;
  }

  /** Resolves with the pid of the process that takes its place. */
  async killService(name: string): Promise<number> {
    const before = this.run.pids[name]!;
    process.kill(before, 'SIGKILL');
    for (;;) {
      const after = this.run.pids[name];
      if (after && after !== before) return after;
      await delay(50);
    }
  }

  async stop(): Promise<void> {
    if (this.starter.exitCode === null && this.starter.signalCode === null) {
      const gone = once(this.starter, 'exit');
      this.starter.kill('SIGTERM');
      await gone;
    }
    this.remove();
  }

  private remove() {
    for (const path of [this.root, postgresHome(this.root, this.root)]) rmSync(path, { recursive: true, force: true });
  }
}
