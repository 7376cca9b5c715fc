import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../start/free-port.ts';
import type { Walk } from './walk.ts';

export interface Replica {
  /** Its log stands beside those of the services. */
  readonly name: string;
  readonly port: number;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
  readonly end: () => Promise<number | null>;
}

/** One more process of a service, as it is started itself but for its settings; it ends with the walk. */
export async function addReplica(walk: Walk, service: string, settings: NodeJS.ProcessEnv = {}): Promise<Replica> {
  const process = `/proc/${walk.system.run.pids[service]!}`;
  const partsOf = (part: string) => readFileSync(`${process}/${part}`, 'utf8').split('\0').filter(Boolean);
  const [command = '', ...args] = partsOf('cmdline');
  const env = Object.fromEntries(partsOf('environ').map((pair) => pair.split(/=(.*)/s) as [string, string]));
  const port = await freePort();
  const name = `${service}-${port}`;
  const LOG_FILE = join(walk.system.stateFolder, `logs/${name}.log`);
  const replica = spawn(command, args, {
    cwd: readlinkSync(`${process}/cwd`),
    env: { ...env, PORT: String(port), LOG_FILE, ...settings },
    stdio: 'ignore',
  });
  const ended = once(replica, 'exit').then(([code]) => code as number | null);
  const end = () => {
    replica.kill('SIGTERM');
    return ended;
  };
  walk.afterwards(end);
  return { name, port, ended, end };
}
