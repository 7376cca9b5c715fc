import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WholeSystem } from '../test/whole-system.ts';
import type { Target } from './live-prometheus.ts';

/** Each service says at its start where it listens. */
export function targetsOf({ run, stateFolder }: WholeSystem, gatewayKey = run.adminKey): Target[] {
  const names = Object.keys(run.pids).filter((name) => name !== 'mails');
  return names.flatMap((job) => {
    const lines = readFileSync(join(stateFolder, `logs/${job}.log`), 'utf8').split('\n');
    const [, port] = /"port":(\d+)/.exec(lines.find((line) => line.includes('Service started')) ?? '') ?? [];
    return port ? [{ job, port: Number(port), ...(job === 'gateway' && { key: gatewayKey }) }] : [];
  });
}
