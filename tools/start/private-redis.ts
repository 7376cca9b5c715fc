import { existsSync, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { stages } from './end-processes.ts';
import { endLeftover } from './leftovers.ts';
import { writePrivately } from './secrets.ts';
import type { logWriter } from './service-log.ts';
import type { ProcessSpec } from './supervisor.ts';

export interface PrivateRedis {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly log: ReturnType<typeof logWriter>;
}

export const redisUrl = (port: number, password: string) => `redis://:${password}@127.0.0.1:${port}`;

/** A server of our own that writes everything down and never throws a key away. */
export async function prepareRedis({ folder, port, password, log }: PrivateRedis): Promise<ProcessSpec> {
  const data = join(folder, 'redis');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (existsSync(join(data, 'redis.pid'))) await endLeftover(data, 'SIGTERM');
  const configuration = join(data, 'redis.conf');
  // In a file and not among the arguments, which everybody on the machine can read.
  writePrivately(configuration, configurationFor(data, port, password));
  return {
    name: 'redis',
    stage: stages.queue,
    signal: 'SIGTERM',
    command: 'redis-server',
    args: [configuration],
    options: { cwd: data, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' } },
    onLine: log.write,
    tail: log.tail,
    isReady: () => answers(port, password),
  };
}

function configurationFor(data: string, port: number, password: string) {
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir "${data}"`,
    `pidfile "${join(data, 'redis.pid')}"`,
    'daemonize no',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
  ];
  return `${lines.join('\n')}\n`;
}

/** Says PONG only when its data are loaded. */
async function answers(port: number, password: string) {
  const socket = createConnection(port, '127.0.0.1');
  socket.setTimeout(2_000, () => socket.destroy());
  try {
    await once(socket, 'connect');
    socket.end(`AUTH ${password}\r\nPING\r\nQUIT\r\n`);
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    return answer.includes('+PONG');
  } catch {
    return false; // not there yet: the caller asks again
  }
}
