import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { type notificationJobs, NotificationPreferences } from '@polyspool/contracts/notifications';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import { Database } from '@polyspool/database/database';
import { InAppNotifications } from '@polyspool/database/in-app-notifications';
import { JobRecords } from '@polyspool/database/job-records';
import { makeTestDatabase } from '@polyspool/database/testing-database';
import { bullIdOf, newJobId } from '@polyspool/jobs/job-ids';
import { CompletedMessage } from '@polyspool/jobs/job-messages';
import { EncryptionKeys } from '@polyspool/jobs/packing/encryption-keys';
import { pack } from '@polyspool/jobs/packing/packed-input';
import { unpackOutput } from '@polyspool/jobs/packing/packed-output';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { TestRedis } from '@polyspool/jobs/testing-redis';
import { openTestSmtpServer } from '@polyspool/messengers/mail/testing-smtp-server';
import { webhookEnv } from '@polyspool/messengers/webhook/webhook-env';
import { createApp } from '@polyspool/service/create-app';
import { readEnv, serviceEnv } from '@polyspool/service/env';
import { createLogger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { openStorage } from '@polyspool/storage/open-storage';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'zod';
import { AppModule } from './app.module.js';
import type { NotificationsEnv } from './env.js';

type NotificationJob = (typeof notificationJobs)[keyof typeof notificationJobs];

/** notifications on real stores and a mail server; the test stands in for gateway and job-status. */
export async function openHouse(settings: Partial<NotificationsEnv> = {}) {
  const { TEST_DATABASE_URL, TEST_REDIS_URL } = testStores();
  const smtp = await openTestSmtpServer();
  const testDatabase = await makeTestDatabase(TEST_DATABASE_URL);
  const folder = await mkdtemp(join(tmpdir(), 'notifications-spec-'));
  const stores = { REDIS_URL: TEST_REDIS_URL, DATABASE_URL: testDatabase.url, STORAGE_URL: pathToFileURL(folder).href };
  const env = { ...quietEnv(), ...stores, MAIL_URL: smtp.url, ...settings };
  const logger = await createLogger({ name: 'test', ...env });
  // It is connected by the time that the app listens.
  const client = new QueueClient({ redisUrl: TEST_REDIS_URL, prefix: env.QUEUE_PREFIX }, logger);
  const app = await createApp({ name: 'notifications', module: AppModule.forRoot(env), env }, logger);
  await app.listen(0, '127.0.0.1');
  const redis = new TestRedis(TEST_REDIS_URL, env.QUEUE_PREFIX);
  const database = app.get(Database);
  const packing = { storage: openStorage(env.STORAGE_URL), keys: env.ENCRYPTION_KEYS };
  return {
    app,
    env,
    smtp,
    redis,
    database,
    metrics: app.get(Metrics),
    jobs: app.get(JobRecords),
    contacts: app.get(ContactPreferences),
    lists: app.get(InAppNotifications),
    addUser: async (role: 'user' | 'admin' = 'user') => {
      const id = newJobId();
      await database.execute('INSERT INTO users (id, name, role) VALUES ($1, $2, $3)', [id, 'Somebody', role]);
      return id;
    },
    /** As they want it, at an address that is theirs. */
    tellOf: async (userId: string, wishes: z.input<typeof NotificationPreferences>) => {
      const contacts = app.get(ContactPreferences);
      const { phone, ...rest } = NotificationPreferences.parse(wishes);
      await contacts.set(userId, rest);
      if (phone) await contacts.setPhone(userId, phone);
      if (rest.email) await contacts.confirmEmail(userId, rest.email);
    },
    ...queueOf(client, packing),
    close: async () => {
      await app.close();
      await smtp.close();
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
  ...readEnv(webhookEnv, { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8' }),
  QUEUE_PREFIX: `test-${randomUUID()}`,
  DATABASE_POOL_SIZE: 20,
  ENCRYPTION_KEYS: EncryptionKeys.parse(`1:${randomBytes(32).toString('base64')}`),
  LINK_SECRET: 'a secret that is long enough for a test',
  PUBLIC_URL: 'https://polyspool.example',
  MAIL_FROM: 'Polyspool <no-reply@polyspool.example>',
  MAIL_TIMEOUT_S: 1,
  ALERT_MAILS: [],
});

const queueOf = (client: QueueClient, packing: Parameters<typeof pack>[3]) => ({
  put: async (contract: NotificationJob, input: Record<string, unknown>, id = newJobId(), dispatch = 1) => {
    const data = { input: await pack(contract, id, contract.input.parse(input), packing), run: 1 };
    await client.put('notifications', [{ contract, bullId: bullIdOf(id, dispatch), data }]);
    return id;
  },
  /** What it has answered; the code of its failure where it has failed for good. */
  ended: <Contract extends NotificationJob>(contract: Contract, id: string, dispatch = 1) =>
    eventually(async () => {
      const [job] = await client.state.jobs('notifications', [bullIdOf(id, dispatch)]);
      if (job?.finishedAtMs === undefined) throw new Error(`Job ${id} has not ended`);
      if (!job.returnValue) return { failure: job.failedReason };
      const { output } = CompletedMessage.parse(JSON.parse(job.returnValue));
      return { output: contract.output.parse(await unpackOutput(contract, id, output, packing)) as OutputOf<Contract> };
    }),
});
