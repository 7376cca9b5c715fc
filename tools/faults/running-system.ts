import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stages } from '../start/end-processes.ts';
import { findServices } from '../start/find-services.ts';
import type { FoundService } from '../start/find-services.ts';
import { freePort } from '../start/free-port.ts';
import { Guard } from '../start/guard.ts';
import type { ProcessIdentity } from '../start/process-table.ts';
import { runProgram } from '../start/run-program.ts';
import { randomSecret } from '../start/secrets.ts';
import { environmentOf, sharedEnvironment } from '../start/service-environment.ts';
import { logWriter } from '../start/service-log.ts';
import type { ProcessSpec } from '../start/supervisor.ts';
import { ApiClient } from './api-client.ts';
import { Daemon } from './daemon.ts';
import { findOrphans } from './find-orphans.ts';
import { JobLog } from './job-log.ts';
import { startStores } from './private-stores.ts';
import { QueueWatch } from './queue-watch.ts';
import { makeSpeechVideo } from './speech-video.ts';

export type RunningSystem = Awaited<ReturnType<typeof startSystem>>;

const root = realpathSync(join(import.meta.dirname, '../..'));
/** Few and short, so that jobs wait for each other and a worker that is asked to stop does so in mid-chunk. */
const settings = { QUEUE_VIDEO_CONCURRENCY: '2', SHUTDOWN_GRACE_S: '1' };

/** The real system from its build, in a folder that is gone afterwards; each process in the hands of the test. */
export async function startSystem() {
  const folder = makeFolder();
  const guard = await Guard.start(() => undefined);
  guard.removeAtEnd(folder);
  const ended: ProcessIdentity[] = [];
  const daemon: MakeDaemon = (spec) => new Daemon(spec, guard, (family) => ended.push(...family));
  const stores = await startStores(folder, daemon);
  const services = await startServices(folder, stores, daemon);
  const { gateway, jobStatus, worker, temporaryFolder, gatewayUrl, userKey } = services;

  const api = new ApiClient(gatewayUrl, userKey);
  const log = new JobLog(stores.databaseUrl);
  const queue = new QueueWatch(stores.redisUrl);
  return {
    ...services,
    redis: stores.redis,
    api,
    log,
    queue,
    uploadSpeech: async (title: string) => {
      const path = join(folder, `${title}.mp4`);
      await makeSpeechVideo(path, title);
      return api.upload(path);
    },
    /** Those of jobs and uploads that nobody has removed. */
    temporaryFolders: () => readdirSync(temporaryFolder).filter((name) => name.startsWith('polyspool-')),
    orphans: () => findOrphans(temporaryFolder, [gateway, jobStatus, worker], ended),
    stop: async () => {
      queue.close();
      await log.close();
      for (const one of [worker, gateway, jobStatus, stores.redis, stores.postgres]) await one.stop();
      await guard.close();
    },
  };
}

type MakeDaemon = (spec: ProcessSpec) => Daemon;

function makeFolder() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'polyspool-faults-')));
  chmodSync(folder, 0o711); // PostgreSQL's user passes through
  for (const name of ['storage', 'tmp']) mkdirSync(join(folder, name));
  return folder;
}

async function startServices(folder: string, stores: StoreUrls, daemon: MakeDaemon) {
  const services = findServices(root);
  const ports = new Map<string, number>();
  for (const { name } of services) ports.set(name, await freePort());
  const { databaseUrl, redisUrl } = stores;
  const around = { root, stateFolder: folder, databaseUrl, redisUrl, linkSecret: randomSecret() };
  const temporaryFolder = join(folder, 'tmp');
  const jobStatusPort = ports.get('job-status');
  const shared: NodeJS.ProcessEnv = {
    ...sharedEnvironment({ ...around, jobStatusPort }),
    ...settings,
    TMPDIR: temporaryFolder,
    UPLOAD_SPOOL_DIR: temporaryFolder,
  };
  delete shared.NODE_OPTIONS; // Jest's own
  const userKey = await prepareDatabase(shared);
  const start = async (name: string) => {
    const service = services.find((one) => one.name === name);
    if (!service) throw new Error(`There is no apps/${name}`);
    const started = daemon(serviceSpec(service, { folder, port: ports.get(name)!, shared }));
    await started.start();
    return started;
  };
  const names = ['gateway', 'job-status', 'video-worker'];
  const [gateway, jobStatus, worker] = (await Promise.all(names.map(start))) as [Daemon, Daemon, Daemon];
  return {
    gateway,
    jobStatus,
    worker,
    temporaryFolder,
    gatewayUrl: `http://127.0.0.1:${ports.get('gateway')}`,
    userKey,
  };
}

interface StoreUrls {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}

/** Answers the key of a user. */
async function prepareDatabase(shared: NodeJS.ProcessEnv) {
  const cwd = join(root, 'apps/gateway');
  await runProgram('migrate', { cwd, env: shared, args: ['dist/migrate.js'] });
  const keys = { POLYSPOOL_USER_KEY: `psk_${randomSecret()}`, POLYSPOOL_ADMIN_KEY: `psk_${randomSecret()}` };
  await runProgram('local-keys', { cwd, env: { ...shared, ...keys }, args: ['dist/local-keys.js'] });
  return keys.POLYSPOOL_USER_KEY;
}

interface ServicePlace {
  readonly folder: string;
  readonly port: number;
  readonly shared: NodeJS.ProcessEnv;
}

function serviceSpec(service: FoundService, { folder, port, shared }: ServicePlace): ProcessSpec {
  const log = logWriter(service.name, join(folder, `logs/${service.name}.log`), () => undefined);
  return {
    name: service.name,
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
