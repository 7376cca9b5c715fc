import { accessEnv } from '@polyspool/access/access-env';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { Database } from '@polyspool/database/database';
import type { NewJob } from '@polyspool/database/accept-job';
import { JobRecords } from '@polyspool/database/job-records';
import { People } from '@polyspool/database/people';
import { JobRuns } from '@polyspool/database/job-runs';
import { makeTestDatabase } from '@polyspool/database/testing-database';
import { TestRedis } from '@polyspool/jobs/testing-redis';
import { JobHost } from '@polyspool/jobs/job-host';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { createApp } from '@polyspool/service/create-app';
import { createLogger, type Logger } from '@polyspool/service/logger';
import { readEnv, serviceEnv } from '@polyspool/service/env';
import { type RedisSettings, redisTopologyOf } from '@polyspool/service/redis-topology';
import { testStores } from '@polyspool/service/testing/env';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { videoJobs } from '@polyspool/contracts/video';
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { AppModule } from './app.module.js';
import type { JobStatusEnv } from './env.js';
import { configureSockets } from './live/configure-sockets.js';

export type Handlers = Readonly<Record<string, JobHandler<JobContract>['run']>>;

/** job-status, and a worker with the given handlers, in one process on real stores: its own database and key prefix. */
export async function openHouse(
  handlers: Handlers,
  redisSettings = nodeOfTests(),
  settings: Partial<JobStatusEnv> = {},
) {
  const topology = redisTopologyOf(redisSettings);
  const database = await makeTestDatabase(testStores().TEST_DATABASE_URL);
  const env = { ...quietSettings(), ...redisSettings, DATABASE_URL: database.url, ...settings };
  const { QUEUE_PREFIX: prefix } = env;
  const logger = await createLogger({ name: 'test', ...env });
  const storage = new FakeStorage();
  const startStatus = (other: Partial<JobStatusEnv> = {}) => startJobStatus({ ...env, ...other }, logger);
  const status = await startStatus();
  const queues = [{ name: 'video', concurrency: 4, routes: routesOf(handlers) }];
  const worker = new JobHost({ ...topology, prefix, shutdownGraceMs: 200, queues }, storage, logger);
  await worker.onApplicationBootstrap();
  const redis = new TestRedis(topology, prefix);
  const userKey = randomUUID();
  const { id: userId } = await status.get(People).ensure('Anna', 'user', userKey);
  const jobs = status.get(JobRecords);
  return {
    status,
    storage,
    startStatus,
    jobs,
    runs: status.get(JobRuns),
    userId,
    userKey,
    people: status.get(People),
    url: await status.getUrl(),
    database: status.get(Database),
    submit: (input: Record<string, unknown>, more: Partial<NewJob> = {}) =>
      jobs.accept(
        { id: v7(), userId, type: 'video.process', queue: 'video', input: { uploadId: v7(), ...input }, ...more },
        200,
      ),
    redis,
    close: async () => {
      await worker.beforeApplicationShutdown();
      await status.close();
      await redis.close();
      await database.drop();
    },
  };
}

const quietSettings = () => ({
  ...readEnv({ ...serviceEnv, ...accessEnv }, { LOG_LEVEL: 'silent' }),
  PROXIES_IN_FRONT: 1,
  DATABASE_POOL_SIZE: 10,
  QUEUE_PREFIX: `test-${randomUUID()}`,
  DISPATCH_WINDOW: 100,
  LIVE_CONNECTIONS_PER_USER: 300,
  DEAD_LETTER_DAYS: 30,
});

const nodeOfTests = (): RedisSettings => ({ REDIS_URL: testStores().TEST_REDIS_URL });

export type House = Awaited<ReturnType<typeof openHouse>>;

async function startJobStatus(env: JobStatusEnv, logger: Logger) {
  const module = AppModule.forRoot(env);
  const app = await createApp({ name: 'job-status', module, env, configure: configureSockets }, logger);
  await app.listen(0, '127.0.0.1');
  return app;
}

function routesOf(handlers: Handlers) {
  const contracts: JobContract[] = Object.values(videoJobs);
  return new Map(
    contracts.map((contract) => {
      const run = handlers[contract.name] ?? (() => Promise.reject(new Error(`No handler for ${contract.name}`)));
      return [contract.name, { contract, handler: { run }, limits: contract }];
    }),
  );
}
