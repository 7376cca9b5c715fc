import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolders } from '../../start/data-folders.ts';
import type { RunFile } from '../../start/run-file.ts';
import { BenchSystem } from '../bench-system.ts';

export interface FreshSystem {
  readonly run: RunFile;
  /** For files of the measurement, on the disk of the system. */
  readonly folder: string;
  readonly storageFolder: string;
}

/** The whole system anew for each measurement: no step is kept from the one before, no process has grown. */
export class FreshSystems {
  private current: BenchSystem | undefined;
  private count = 0;
  private readonly checkout: string;

  constructor(checkout: string) {
    this.checkout = checkout;
  }

  async with<Result>(settings: NodeJS.ProcessEnv, measure: (system: FreshSystem) => Promise<Result>): Promise<Result> {
    this.count += 1;
    const system = new BenchSystem({ checkout: this.checkout, name: `bench-video-${this.count}`, settings });
    this.current = system;
    try {
      const { run, stateFolder } = await system.start();
      const folder = join(system.root, 'measured');
      mkdirSync(folder, { recursive: true });
      return await measure({ run, folder, storageFolder: dataFolders(stateFolder).storage });
    } finally {
      await this.stop();
    }
  }

  async stop() {
    const stopped = this.current;
    this.current = undefined;
    await stopped?.stop();
  }

  kill() {
    this.current?.kill();
  }
}

/** So many chunks at once. */
export const slotsOf = (slots: number) => ({
  QUEUE_VIDEO_CONCURRENCY: String(slots),
  QUEUE_VIDEO_SHORT_CONCURRENCY: String(slots),
});
