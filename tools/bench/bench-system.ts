import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, holdLock } from '../start/run-lock.ts';
import { System } from '../start/start-system.ts';
import { benchCheckout } from './bench-checkout.ts';

/** Nothing is recycled in mid-measurement, and nothing else has to be done. */
const quiet = { LOG_LEVEL: 'warn', HEALTH_CHECK_CRON: 'off', MAX_JOBS_PER_PROCESS: '10000000' };

interface BenchSystemOptions {
  readonly checkout: string;
  /** Of its folder. */
  readonly name: string;
  readonly settings: NodeJS.ProcessEnv;
}

/** The whole system for a measurement, with an empty state of its own that goes with it. */
export class BenchSystem {
  readonly root: string;
  private readonly system: System;
  private readonly remove: () => void;

  constructor({ checkout, name, settings }: BenchSystemOptions) {
    const { root, remove } = benchCheckout(checkout, name);
    this.root = root;
    this.remove = remove;
    this.system = new System({
      root,
      print: ({ level, text }) => (level === 'warn' || level === 'error') && console.error(text),
      settings: { ...quiet, ...settings },
      onLost: () => process.kill(process.pid, 'SIGTERM'),
    });
  }

  start() {
    return this.system.start();
  }

  async stop() {
    await this.system.stop();
    this.remove();
  }

  kill() {
    this.system.kill();
  }
}

/** Where it is, as long as nobody else measures `what` there. */
export async function holdCheckout(what: string): Promise<string> {
  const checkout = realpathSync(join(import.meta.dirname, '../..'));
  await holdLock(`${what}-${hashOf(checkout)}`);
  return checkout;
}
