import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findServices } from '../start/find-services.ts';
import { freePort } from '../start/free-port.ts';
import { Guard } from '../start/guard.ts';
import type { ProcessIdentity } from '../start/process-table.ts';
import { newEncryptionKey, newProvenanceKey, randomSecret } from '../start/secrets.ts';
import { sharedEnvironment } from '../start/service-environment.ts';
import type { ProcessSpec } from '../start/supervisor.ts';
import { ApiClient } from './api-client.ts';
import { Daemon } from './daemon.ts';
import { findOrphans } from './find-orphans.ts';
import { JobLog } from './job-log.ts';
import { startStores } from './private-stores.ts';
import { QueueWatch } from './queue-watch.ts';
import { makeFolder, prepareDatabase, root, serviceSpec } from './service-processes.ts';
import { makeSpeechVideo } from './speech-video.ts';

export type RunningSystem = Awaited<ReturnType<typeof startSystem>>;

/** Few and short, so that jobs wait for each other and a worker that is asked to stop does so in mid-chunk. */
const settings = { QUEUE_VIDEO_CONCURRENCY: '2', SHUTDOWN_GRACE_S: '1', LOG_LEVEL: 'debug' };

/** The real system from its build, in a folder that is gone afterwards; each process in the hands of the test. */
export async function startSystem() {
  const folder = makeFolder();
  const guard = await Guard.start(() => undefined);
  guard.removeAtEnd(folder);
  const ended: ProcessIdentity[] = [];
  const daemon: MakeDaemon = (spec) => new Daemon(spec, guard, (family) => ended.push(...family));
  const stores = await startStores(folder, daemon);
  const services = await startServices(folder, stores, daemon);
  const { gateway, jobStatus, worker, maintenance, temporaryFolder, gatewayUrl, userKey } = services;

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
    orphans: () => findOrphans(temporaryFolder, [gateway, jobStatus, worker, maintenance], ended),
    stop: async () => {
      queue.close();
      await log.close();
      for (const one of [worker, maintenance, gateway, jobStatus, stores.redis, stores.postgres]) await one.stop();
      await guard.close();
    },
  };
}

type MakeDaemon = (spec: ProcessSpec) => Daemon;

async function startServices(folder: string, stores: StoreUrls, daemon: MakeDaemon) {
  const services = findServices(root);
  const ports = new Map<string, number>();
  for (const { name } of services) ports.set(name, await freePort());
  const { databaseUrl, redisUrl } = stores;
  const secrets = { linkSecret: randomSecret(), encryptionKeys: newEncryptionKey(), provenanceKey: newProvenanceKey() };
  const around = { root, stateFolder: folder, databaseUrl, redisUrl, ...secrets };
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
  const [gateway, jobStatus, worker, maintenance] = await Promise.all([
    start('gateway'),
    start('job-status'),
    start('video-worker'),
    start('maintenance'),
  ]);
  return {
    gateway,
    jobStatus,
    worker,
    maintenance,
    temporaryFolder,
    gatewayUrl: `http://127.0.0.1:${ports.get('gateway')}`,
    userKey,
  };
}

interface StoreUrls {
  readonly databaseUrl: string;
  readonly redisUrl: string;
}
