import { chmodSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stages } from '../start/end-processes.ts';
import type { FoundService } from '../start/find-services.ts';
import { runProgram } from '../start/run-program.ts';
import { randomSecret } from '../start/secrets.ts';
import { environmentOf } from '../start/service-environment.ts';
import { logWriter } from '../start/service-log.ts';
import type { ProcessSpec } from '../start/supervisor.ts';

export const root = realpathSync(join(import.meta.dirname, '../..'));

export function makeFolder() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'polyspool-faults-')));
  chmodSync(folder, 0o711); // PostgreSQL's user passes through
  for (const name of ['storage', 'tmp']) mkdirSync(join(folder, name));
  return folder;
}

/** Answers the key of a user. `version`: the folder of the one that makes it. */
export async function prepareDatabase(shared: NodeJS.ProcessEnv, version = root) {
  const cwd = join(version, 'apps/gateway');
  await migrate(shared, version);
  const keys = { POLYSPOOL_USER_KEY: `psk_${randomSecret()}`, POLYSPOOL_ADMIN_KEY: `psk_${randomSecret()}` };
  await runProgram('local-keys', { cwd, env: { ...shared, ...keys }, args: ['dist/local-keys.js'] });
  return keys.POLYSPOOL_USER_KEY;
}

export const migrate = (shared: NodeJS.ProcessEnv, version = root) =>
  runProgram('migrate', { cwd: join(version, 'apps/gateway'), env: shared, args: ['dist/migrate.js'] });

export interface ServicePlace {
  readonly folder: string;
  readonly port: number;
  readonly shared: NodeJS.ProcessEnv;
  /** Where there are several of the service. */
  readonly name?: string;
}

export function serviceSpec(service: FoundService, place: ServicePlace): ProcessSpec {
  const { folder, port, shared, name = service.name } = place;
  const log = logWriter(name, join(folder, `logs/${name}.log`), () => undefined);
  return {
    name,
    stage: stages.service,
    signal: 'SIGTERM',
    command: process.execPath,
    args: service.nodeArgs,
    options: { cwd: service.folder, env: environmentOf(service, port, shared) },
    onLine: log.write,
    tail: log.tail,
    isReady: async () => {
      const answer = fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      return (await answer.catch(() => undefined))?.ok ?? false;
    },
  };
}
