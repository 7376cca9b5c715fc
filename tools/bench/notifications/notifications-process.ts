import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../start/free-port.ts';
import { rssMiBOf } from '../memory.ts';

const folder = join(import.meta.dirname, '../../../apps/notifications');

/** The built service, by itself. */
export class NotificationsProcess {
  private child: ChildProcess | undefined;
  private isEnding = false;
  private readonly env: NodeJS.ProcessEnv;

  constructor(settings: NodeJS.ProcessEnv) {
    const quiet = { NODE_ENV: 'production', LOG_LEVEL: 'warn', SHUTDOWN_GRACE_S: '2', OTEL_SDK_DISABLED: 'true' };
    this.env = { PATH: process.env.PATH, ...quiet, ...settings };
  }

  async start() {
    const port = await freePort();
    this.isEnding = false;
    this.child = spawn(process.execPath, ['--enable-source-maps', 'dist/main.js'], {
      cwd: folder,
      env: { ...this.env, PORT: String(port) },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      if (this.child.exitCode !== null) throw new Error(`The service ended with code ${this.child.exitCode}`);
      await delay(100);
    }
  }

  /** Nothing while it is dead. */
  get memoryMiB(): number | undefined {
    const { pid, exitCode, signalCode } = this.child ?? {};
    const isAlive = pid !== undefined && exitCode === null && signalCode === null;
    return isAlive && !this.isEnding ? Math.round(rssMiBOf(pid)) : undefined;
  }

  async end(signal: 'SIGTERM' | 'SIGKILL') {
    this.isEnding = true;
    const gone = once(this.child!, 'exit');
    this.child!.kill(signal);
    await gone;
  }
}
