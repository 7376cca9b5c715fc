import { join } from 'node:path';
import { freePort } from '../start/free-port.ts';
import { createDatabase, postgresUrl, preparePostgres } from '../start/private-postgres.ts';
import { prepareRedis, redisUrl } from '../start/private-redis.ts';
import { randomSecret } from '../start/secrets.ts';
import { logWriter } from '../start/service-log.ts';
import type { ProcessSpec } from '../start/supervisor.ts';
import type { Daemon } from './daemon.ts';

/** As `npm start` has them, durable and with a password, on ports that stay theirs while they are away. */
export async function startStores(folder: string, daemon: (spec: ProcessSpec) => Daemon) {
  const logOf = (name: string) => logWriter(name, join(folder, `logs/${name}.log`), () => undefined);
  const password = randomSecret();
  const [databasePort, redisPort] = [await freePort(), await freePort()];
  const settings = ['max_connections=200'];
  const log = logOf('postgres');
  const postgres = daemon(await preparePostgres({ folder, port: databasePort, password, log, settings }));
  const redis = daemon(await prepareRedis({ folder, port: redisPort, password, log: logOf('redis') }));
  await Promise.all([postgres.start(), redis.start()]);
  await createDatabase(databasePort, password, 'polyspool');
  return {
    postgres,
    redis,
    databaseUrl: postgresUrl(databasePort, password, 'polyspool'),
    redisUrl: redisUrl(redisPort, password),
  };
}
