import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { createDatabase, postgresHome, postgresUrl, preparePostgres } from './private-postgres.ts';
import { prepareRedis, redisUrl } from './private-redis.ts';
import type { Secrets } from './secrets.ts';
import { logWriter } from './service-log.ts';
import type { ReadableLine } from './service-log.ts';
import type { Supervisor } from './supervisor.ts';

export interface StorePlace {
  readonly root: string;
  readonly stateFolder: string;
  readonly secrets: Pick<Secrets, 'databasePassword' | 'redisPassword'>;
}

/** Starts the stores that the environment does not name (an empty name is none). What they say goes to their logs; errors are shown too. */
export async function startStores(supervisor: Supervisor, place: StorePlace, print: (line: ReadableLine) => void) {
  const [databaseUrl, redis] = await Promise.all([
    process.env.DATABASE_URL || startPostgres(supervisor, place, print),
    process.env.REDIS_URL || (namesOtherRedis() ? '' : startRedis(supervisor, place, print)),
  ]);
  return { databaseUrl, redisUrl: redis };
}

/** Services read these themselves. */
const namesOtherRedis = () =>
  ['REDIS_SENTINELS', 'REDIS_CLUSTER', 'CELERY_BROKER_URL'].some((name) => process.env[name]);

async function startPostgres(supervisor: Supervisor, place: StorePlace, print: (line: ReadableLine) => void) {
  const port = await freePort();
  const password = place.secrets.databasePassword;
  const folder = postgresHome(place.root, place.stateFolder);
  const log = storeLog('postgres', place, print);
  await supervisor.start(await preparePostgres({ folder, port, password, log }));
  await createDatabase(port, password, 'polyspool');
  return postgresUrl(port, password, 'polyspool');
}

async function startRedis(supervisor: Supervisor, place: StorePlace, print: (line: ReadableLine) => void) {
  const port = await freePort();
  const password = place.secrets.redisPassword;
  const log = storeLog('redis', place, print);
  await supervisor.start(await prepareRedis({ folder: place.stateFolder, port, password, log }));
  return redisUrl(port, password);
}

const storeLog = (name: string, place: StorePlace, print: (line: ReadableLine) => void) =>
  logWriter(name, join(place.stateFolder, `logs/${name}.log`), (line) => print({ ...line, level: 'debug' }));
