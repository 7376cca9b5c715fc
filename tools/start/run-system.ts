import { System } from './start-system.ts';
import type { RunningSystem, SystemOptions } from './start-system.ts';
import { onStopSignals } from './stop-signals.ts';

export interface SystemUse extends Pick<SystemOptions, 'root' | 'print'> {
  /** Answers the exit code, or nothing to stay until somebody stops it. */
  readonly use: (running: RunningSystem) => number | undefined | Promise<number | undefined>;
}

/** A command that starts the system, uses it and ends with it, however it ends. */
export async function runSystem({ use, ...options }: SystemUse): Promise<void> {
  const system = new System({ ...options, onLost: () => process.kill(process.pid, 'SIGTERM') });
  let stopping = false;
  onStopSignals({
    stop: () => {
      stopping = true;
      console.log('\nStopping ...');
      return system.stop();
    },
    kill: () => system.kill(),
  });
  const code = await system
    .start()
    .then(use)
    .catch((error: Error) => {
      if (stopping) return undefined; // whatever it met, it met it on the way down
      console.error(`\n${error.message}`);
      return 1;
    });
  if (code === undefined) return;
  await system.stop();
  process.exit(code);
}
