import type { gdprJobs, reportJobs } from '@polyspool/contracts/reports';
import type { systemJobs } from '@polyspool/contracts/system';
import { Database } from '@polyspool/database/database';
import { JobRecords } from '@polyspool/database/job-records';
import { Schedules } from '@polyspool/database/schedules';
import { ensureSystemUser } from '@polyspool/database/system-user';
import { makeTestDatabase } from '@polyspool/database/testing-database';
import { bullIdOf, newJobId } from '@polyspool/jobs/job-ids';
import { CompletedMessage } from '@polyspool/jobs/job-messages';
import { EncryptionKeys } from '@polyspool/jobs/packing/encryption-keys';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { TestRedis } from '@polyspool/jobs/testing-redis';
import { createApp } from '@polyspool/service/create-app';
import { readEnv, serviceEnv } from '@polyspool/service/env';
import { createLogger, type Logger } from '@polyspool/service/logger';
import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppModule } from './app.module.js';
import type { MaintenanceEnv } from './env.js';

type ValueOf<Jobs> = Jobs[keyof Jobs];
type ServedJob = ValueOf<typeof systemJobs> | ValueOf<typeof gdprJobs> | ValueOf<typeof reportJobs>;

/** maintenance on real stores, its own database and key prefix; the test stands in for gateway and job-status. */
export async function openHouse(settings: Partial<MaintenanceEnv> = {}) {
  const { TEST_DATABASE_URL, TEST_REDIS_URL } = testStores();
  const testDatabase = await makeTestDatabase(TEST_DATABASE_URL);
  const folder = await mkdtemp(join(tmpdir(), 'maintenance-spec-'));
  const stores = { REDIS_URL: TEST_REDIS_URL, DATABASE_URL: testDatabase.url, STORAGE_URL: pathToFileURL(folder).href };
  const env = { ...quietEnv(), ...stores, ...settings };
  const logger = await createLogger({ name: 'test', ...env });
  const start = () => startApp(env, logger);
  const app = await start();
  const client = new QueueClient({ redisUrl: TEST_REDIS_URL, prefix: env.QUEUE_PREFIX }, logger);
  const redis = new TestRedis(TEST_REDIS_URL, env.QUEUE_PREFIX);
  const database = app.get(Database);
  await ensureSystemUser(database);
  return {
    app,
    redis,
    folder,
    state: client.state,
    start,
    keys: env.ENCRYPTION_KEYS,
    database,
    schedules: app.get(Schedules),
    jobs: app.get(JobRecords),
    ...queueOf(client),
    close: async () => {
      await app.close();
      client.state.close();
      await client.onApplicationShutdown();
      await redis.close();
      await testDatabase.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type House = Awaited<ReturnType<typeof openHouse>>;

const quietEnv = () => ({
  ...readEnv(serviceEnv, { LOG_LEVEL: 'silent', SHUTDOWN_GRACE_S: '1' }),
  QUEUE_PREFIX: `test-${randomUUID()}`,
  DATABASE_POOL_SIZE: 10,
  ENCRYPTION_KEYS: EncryptionKeys.parse(`1:${randomBytes(32).toString('base64')}`),
  HEALTH_CHECK_CRON: 'off',
  PROVENANCE_KEY: undefined,
  ARCHIVE_URL: undefined,
  BACKUP_KEY: EncryptionKeys.parse(`1:${randomBytes(32).toString('base64')}`),
  POSTGRES_BIN_DIR: undefined,
  PUBLIC_URL: 'http://127.0.0.1:8000',
});

async function startApp(env: MaintenanceEnv, logger: Logger) {
  const app = await createApp({ name: 'maintenance', module: AppModule.forRoot(env), env }, logger);
  await app.listen(0, '127.0.0.1');
  return app;
}

const queueOf = (client: QueueClient) => ({
  put: async (contract: ServedJob, input: Record<string, unknown> = {}, id = newJobId()) => {
    await client.put(contract.queue, [{ contract, bullId: bullIdOf(id, 1), data: { input, run: 1 } }]);
    return id;
  },
  ended: (id: string, queue = 'system') =>
    eventually(async () => {
      const [job] = await client.state.jobs(queue, [bullIdOf(id, 1)]);
      if (job?.finishedAtMs === undefined) throw new Error(`Job ${id} has not ended`);
      const { returnValue, attemptsStarted } = job;
      const completed = returnValue ? CompletedMessage.parse(JSON.parse(returnValue)) : undefined;
      return { completed, attemptsStarted };
    }),
});
