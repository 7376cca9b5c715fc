import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stages } from '../start/end-processes.ts';
import { findServices } from '../start/find-services.ts';
import type { FoundService } from '../start/find-services.ts';
import { freePort } from '../start/free-port.ts';
import { Guard } from '../start/guard.ts';
import { isAlive } from '../start/process-table.ts';
import type { ProcessIdentity } from '../start/process-table.ts';
import { runProgram } from '../start/run-program.ts';
import { randomSecret } from '../start/secrets.ts';
import { environmentOf, sharedEnvironment } from '../start/service-environment.ts';
import { logWriter } from '../start/service-log.ts';
import type { ProcessSpec } from '../start/supervisor.ts';
import { ApiClient } from './api-client.ts';
import { Daemon } from './daemon.ts';
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
  const daemon = (spec: ProcessSpec) => new Daemon(spec, guard, (family) => ended.push(...family));
  const { postgres, redis, databaseUrl, redisUrl } = await startStores(folder, daemon);

  const services = await findPorts();
  const portOf = (name: string) => services.find((one) => one.service.name === name)!.port;
  const around = { root, stateFolder: folder, databaseUrl, redisUrl, linkSecret: randomSecret() };
  const shared = { ...sharedEnvironment({ ...around, jobStatusPort: portOf('job-status') }), ...settings };
  shared.TMPDIR = join(folder, 'tmp');
  delete shared.NODE_OPTIONS; // Jest's own
  const userKey = await prepareDatabase(shared);
  const daemons = new Map(services.map((one) => [one.service.name, daemon(serviceSpec(one, folder, shared))]));
  await Promise.all([...daemons.values()].map((one) => one.start()));

  const gatewayUrl = `http://127.0.0.1:${portOf('gateway')}`;
  const api = new ApiClient(gatewayUrl, userKey);
  const log = new JobLog(databaseUrl);
  const queue = new QueueWatch(redisUrl);
  return {
    gatewayUrl,
    userKey,
    api,
    log,
    queue,
    redis,
    gateway: daemons.get('gateway')!,
    jobStatus: daemons.get('job-status')!,
    worker: daemons.get('video-worker')!,
    uploadSpeech: async (title: string) => {
      const path = join(folder, `${title}.mp4`);
      await makeSpeechVideo(path, title);
      return api.upload(path);
    },
    /** Folders of jobs and uploads that nobody has removed. */
    temporaryFolders: () => readdirSync(shared.TMPDIR!).filter((name) => name.startsWith('polyspool-')),
    /** What services that have ended had started, and engines that still work on our files. */
    orphans: () => [...ended.filter(isAlive).map(({ pid }) => commandOf(pid)), ...strayEngines(shared.TMPDIR!, daemons)],
    stop: async () => {
      queue.close();
      await log.close();
      await Promise.all([...daemons.values()].map((one) => one.stop()));
      await redis.stop();
      await postgres.stop();
      await guard.close();
    },
  };
}

function makeFolder() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'polyspool-faults-')));
  chmodSync(folder, 0o711); // PostgreSQL's user passes through
  for (const name of ['storage', 'tmp']) mkdirSync(join(folder, name));
  return folder;
}

interface PlacedService {
  readonly service: FoundService;
  readonly port: number;
}

async function findPorts(): Promise<PlacedService[]> {
  const placed: PlacedService[] = [];
  for (const service of findServices(root)) placed.push({ service, port: await freePort() });
  return placed;
}

async function prepareDatabase(shared: NodeJS.ProcessEnv) {
  const cwd = join(root, 'apps/gateway');
  await runProgram('migrate', { cwd, env: shared, args: ['dist/migrate.js'] });
  const keys = { POLYSPOOL_USER_KEY: `psk_${randomSecret()}`, POLYSPOOL_ADMIN_KEY: `psk_${randomSecret()}` };
  await runProgram('local-keys', { cwd, env: { ...shared, ...keys }, args: ['dist/local-keys.js'] });
  return keys.POLYSPOOL_USER_KEY;
}

function serviceSpec({ service, port }: PlacedService, folder: string, shared: NodeJS.ProcessEnv): ProcessSpec {
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
