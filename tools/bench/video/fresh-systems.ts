import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolders } from '../../start/data-folders.ts';
import type { RunFile } from '../../start/run-file.ts';
import { System } from '../../start/start-system.ts';
import { benchCheckout } from '../bench-checkout.ts';

export interface FreshSystem {
  readonly run: RunFile;
  /** For files of the measurement, on the disk of the system. */
  readonly folder: string;
  readonly storageFolder: string;
}

/** Nothing is recycled in mid-measurement, and nothing else has to be done. */
const quiet = { LOG_LEVEL: 'warn', HEALTH_CHECK_CRON: 'off', MAX_JOBS_PER_PROCESS: '10000000' };

/** The whole system anew for each measurement: no step is kept from the one before, no process has grown. */
export class FreshSystems {
  private current: { readonly system: System; readonly remove: () => void } | undefined;
  private count = 0;
  private readonly checkout: string;
  private readonly onLost: () => void;

  constructor(checkout: string, onLost: () => void) {
    this.checkout = checkout;
    this.onLost = onLost;
  }

  async with<Result>(settings: NodeJS.ProcessEnv, measure: (system: FreshSystem) => Promise<Result>): Promise<Result> {
    this.count += 1;
    const { root, remove } = benchCheckout(this.checkout, `bench-video-${this.count}`);
    const system = new System({
      root,
      print: ({ level, text }) => (level === 'warn' || level === 'error') && console.error(text),
      settings: { ...quiet, ...settings },
      onLost: this.onLost,
    });
    this.current = { system, remove };
    try {
      const { run, stateFolder } = await system.start();
      const folder = join(root, 'measured');
      mkdirSync(folder, { recursive: true });
      return await measure({ run, folder, storageFolder: dataFolders(stateFolder).storage });
    } finally {
      await this.stop();
    }
  }

  async stop() {
    const stopped = this.current;
    this.current = undefined;
    await stopped?.system.stop();
    stopped?.remove();
  }

  kill() {
    this.current?.system.kill();
  }
}

/** So many chunks at once. */
export const slotsOf = (slots: number) => ({
  QUEUE_VIDEO_CONCURRENCY: String(slots),
  QUEUE_VIDEO_SHORT_CONCURRENCY: String(slots),
});
