import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readlinkSync } from 'node:fs';
import { freePort } from '../start/free-port.ts';
import type { Walk } from './walk.ts';

/** One more process of a service, as it is started itself; it ends with the walk. */
export async function addReplica(walk: Walk, service: string): Promise<void> {
  const process = `/proc/${walk.system.run.pids[service]!}`;
  const partsOf = (name: string) => readFileSync(`${process}/${name}`, 'utf8').split('\0').filter(Boolean);
  const [command = '', ...args] = partsOf('cmdline');
  const env = Object.fromEntries(partsOf('environ').map((pair) => pair.split(/=(.*)/s) as [string, string]));
  const port = String(await freePort());
  const replica = spawn(command, args, {
    cwd: readlinkSync(`${process}/cwd`),
    env: { ...env, PORT: port },
    stdio: 'ignore',
  });
  walk.afterwards(async () => {
    const gone = once(replica, 'exit');
    replica.kill('SIGTERM');
    await gone;
  });
}
