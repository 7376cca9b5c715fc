import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../faults/until.ts';
import type { WholeSystem } from '../test/whole-system.ts';
import type { Target } from './live-prometheus.ts';

/** Each service says at its start where it listens; the system is there before the last of them is. */
export function targetsOf({ run, stateFolder }: WholeSystem, gatewayKey = run.adminKey): Promise<Target[]> {
  const names = Object.keys(run.pids).filter((name) => name !== 'mails');
  return Promise.all(
    names.map(async (job) => {
      const path = join(stateFolder, `logs/${job}.log`);
      const port = await until(`${job} says where it listens`, () => portIn(path), { everyMs: 100 });
      return { job, port, ...(job === 'gateway' && { key: gatewayKey }) };
    }),
  );
}

function portIn(path: string): number | undefined {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const [, port] = /"port":(\d+)/.exec(lines.find((line) => line.includes('Service started')) ?? '') ?? [];
  return port === undefined ? undefined : Number(port);
}
