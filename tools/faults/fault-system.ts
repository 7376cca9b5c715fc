import { createHash, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { findServices } from '../start/find-services.ts';
import { freePort } from '../start/free-port.ts';
import { Guard } from '../start/guard.ts';
import type { ProcessIdentity } from '../start/process-table.ts';
import { newEncryptionKey, newProvenanceKey, randomSecret } from '../start/secrets.ts';
import { sharedEnvironment, unlimitedRequests } from '../start/service-environment.ts';
import type { ProcessSpec } from '../start/supervisor.ts';
import { Daemon } from './daemon.ts';
import { findOrphans } from './find-orphans.ts';
import { startStores } from './private-stores.ts';
import { ReadyBalancer } from './ready-balancer.ts';
import { makeFolder, migrate, prepareDatabase, root, serviceSpec } from './service-processes.ts';
import { TcpProxy } from './tcp-proxy.ts';

export type FaultSystem = Awaited<ReturnType<typeof startFaultSystem>>;

const settings = {
  ...unlimitedRequests,
  QUEUE_SYSTEM_CONCURRENCY: '8',
  MAX_JOBS_PER_PROCESS: '100000', // nobody starts a recycled one again, so none is
  SHUTDOWN_GRACE_S: '5',
};

/**
 * Two of each service, in the hands of the faults; each kind of process has a stretch of network to Redis of its own. They begin in
 * the version in that folder.
 */
export async function startFaultSystem(version = root) {
  const folder = makeFolder();
  const guard = await Guard.start(() => process.kill(process.pid, 'SIGTERM'));
  guard.removeAtEnd(folder);
  const ended: ProcessIdentity[] = [];
  const daemons: Daemon[] = [];
  const daemon = (spec: ProcessSpec) => {
    const made = new Daemon(spec, guard, (family) => ended.push(...family));
    daemons.push(made);
    return made;
  };
  const stores = await startStores(folder, daemon);
  const services = await prepareServices(folder, { ...stores, version }, daemon);
  const { gateways, jobStatuses, workers } = services;
  await Promise.all([...gateways, jobStatuses[0], ...workers].map((one) => one.start()));

  const database = new pg.Pool({ connectionString: stores.databaseUrl, max: 2 });
  database.on('error', () => undefined); // the server is taken away on purpose; the next query connects again
  const redis = new Redis(stores.redisUrl, { maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  return {
    ...stores,
    ...services,
    folder,
    database,
    queueStore: redis,
    storage: join(folder, 'storage'),
    people: (count: number) => addPeople(database, count),
    temporaryFolders: () => readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('polyspool-')),
    orphans: () => findOrphans(join(folder, 'tmp'), daemons, ended),
    stop: async () => {
      redis.disconnect();
      await database.end();
      const later = [stores.redis, stores.postgres];
      await Promise.all(daemons.filter((one) => !later.includes(one)).map((one) => one.stop()));
      for (const one of later) await one.stop();
      for (const one of [...Object.values(services.networks), ...Object.values(services.balancers)]) one.close();
      await guard.close();
    },
    /** At once, by the guardian. */
    kill: () => guard.close(),
  };
}

type Stores = Awaited<ReturnType<typeof startStores>>;

async function prepareServices(
  folder: string,
  stores: Stores & { version: string },
  daemon: (spec: ProcessSpec) => Daemon,
) {
  const redisPort = Number(new URL(stores.redisUrl).port);
  const [control, first, second] = [
    await TcpProxy.start(redisPort),
    await TcpProxy.start(redisPort),
    await TcpProxy.start(redisPort),
  ];
  const urlThrough = (network: TcpProxy) => stores.redisUrl.replace(`:${redisPort}`, `:${network.port}`);
  const ports = { gateway: [await freePort(), await freePort()], 'job-status': [await freePort(), await freePort()] };
  const balancers = {
    gateways: await ReadyBalancer.start(ports.gateway),
    jobStatuses: await ReadyBalancer.start(ports['job-status']),
  };
  const shared = sharedSettings(folder, { ...stores, jobStatusPort: balancers.jobStatuses.port });
  await prepareDatabase(shared, stores.version);
  const found = findServices(stores.version);
  const spec = async (app: string, network: TcpProxy, number: number) => {
    const service = found.find(({ name }) => name === app);
    if (!service) throw new Error(`There is no apps/${app}`);
    const port = (ports as Record<string, number[]>)[app]?.[number - 1] ?? (await freePort());
    const place = { folder, port, shared: { ...shared, REDIS_URL: urlThrough(network) }, name: `${app}-${number}` };
    return { daemon: daemon(serviceSpec(service, place)), url: `http://127.0.0.1:${port}` };
  };
  const gateways = [await spec('gateway', control, 1), await spec('gateway', control, 2)];
  const jobStatuses = [await spec('job-status', control, 1), await spec('job-status', control, 2)];
  const workers = [await spec('maintenance', first, 1), await spec('maintenance', second, 2)];
  const reserve: Daemon[] = [];
  for (const number of [3, 4, 5]) reserve.push((await spec('maintenance', second, number)).daemon);
  const only = (list: readonly { daemon: Daemon }[]) => list.map((one) => one.daemon) as [Daemon, Daemon];
  return {
    gateways: only(gateways),
    gatewayUrls: gateways.map(({ url }) => url),
    jobStatuses: only(jobStatuses),
    workers: only(workers),
    /** More of them, for scenarios that start them. */
    reserve,
    videoWorker: (await spec('video-worker', first, 1)).daemon,
    networks: { control, workers: first, secondWorker: second },
    balancers,
    /** From the version that they began in to this one; none where that is the same. */
    upgrade: stores.version === root ? undefined : upgradeOf(shared, stores.version),
  };
}

/** First the database, then each service at its next start. */
function upgradeOf(shared: NodeJS.ProcessEnv, before: string) {
  const moveTo = (version: string, one: Daemon) => one.runFrom(join(version, 'apps', one.name.replace(/-\d+$/, '')));
  return {
    migrate: () => migrate(shared),
    forth: (one: Daemon) => moveTo(root, one),
    back: (one: Daemon) => moveTo(before, one),
  };
}

function sharedSettings(folder: string, around: Stores & { jobStatusPort: number }) {
  const shared: NodeJS.ProcessEnv = {
    ...sharedEnvironment({
      root,
      stateFolder: folder,
      linkSecret: randomSecret(),
      encryptionKeys: newEncryptionKey(),
      provenanceKey: newProvenanceKey(),
      ...around,
    }),
    ...settings,
    LOG_LEVEL: 'debug',
    TMPDIR: join(folder, 'tmp'),
    UPLOAD_SPOOL_DIR: join(folder, 'tmp'),
  };
  delete shared.NODE_OPTIONS;
  return shared;
}

export interface People {
  readonly ids: readonly string[];
  readonly keys: readonly string[];
}

/** New users, so that one scenario's jobs are told from another's. They may ask for any kind of job. */
async function addPeople(database: pg.Pool, count: number): Promise<People> {
  const people = Array.from({ length: count }, () => ({ id: randomUUID(), key: `psk_${randomSecret()}` }));
  for (const { id, key } of people) {
    await database.query(`INSERT INTO users (id, name, role) VALUES ($1, 'A user under faults', 'operator')`, [id]);
    const hash = createHash('sha256').update(key).digest();
    await database.query(`INSERT INTO api_keys (id, user_id, name, hash) VALUES ($1, $2, 'faults', $3)`, [
      randomUUID(),
      id,
      hash,
    ]);
  }
  return { ids: people.map(({ id }) => id), keys: people.map(({ key }) => key) };
}
