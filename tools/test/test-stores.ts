import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../start/free-port.ts';
import type { Guard } from '../start/guard.ts';
import { postgresUrl, preparePostgres } from '../start/private-postgres.ts';
import { prepareRedis, redisUrl } from '../start/private-redis.ts';
import { randomSecret } from '../start/secrets.ts';
import { logWriter } from '../start/service-log.ts';
import { Supervisor } from '../start/supervisor.ts';

/** A PostgreSQL and a Redis for the tests alone, gone without a trace afterwards. Those that are named are used instead. */
export async function startTestStores(guard: Guard) {
  const folder = mkdtempSync(join(tmpdir(), 'polyspool-test-'));
  chmodSync(folder, 0o711); // PostgreSQL's user passes through
  guard.removeAtEnd(folder);
  const supervisor = new Supervisor(guard, console.error);
  const env: NodeJS.ProcessEnv = {
    TEST_DATABASE_URL: process.env.TEST_DATABASE_URL || (await postgres(supervisor, folder)),
    TEST_REDIS_URL: process.env.TEST_REDIS_URL || (await redis(supervisor, folder)),
  };
  return { env, folder, stop: () => supervisor.stop(), kill: () => supervisor.kill() };
}

async function postgres(supervisor: Supervisor, folder: string) {
  const port = await freePort();
  const password = randomSecret();
  const log = logWriter('postgres', join(folder, 'postgres.log'), () => undefined);
  // Nobody needs these data after a power cut.
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];
  await supervisor.start(await preparePostgres({ folder, port, password, log, settings }));
  return postgresUrl(port, password, 'postgres');
}

async function redis(supervisor: Supervisor, folder: string) {
  const port = await freePort();
  const password = randomSecret();
  const log = logWriter('redis', join(folder, 'redis.log'), () => undefined);
  mkdirSync(folder, { recursive: true });
  await supervisor.start(await prepareRedis({ folder, port, password, log }));
  return redisUrl(port, password);
}
