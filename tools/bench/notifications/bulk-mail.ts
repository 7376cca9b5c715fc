// What one notifications process needs for a bulk mail: time, memory. With --kill it is killed in the middle, and started again.
// TEST_DATABASE_URL=... TEST_REDIS_URL=... node tools/bench/notifications/bulk-mail.ts [--recipients 1000] [--kill]
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { notificationJobs } from '@polyspool/contracts/notifications';
import { makeTestDatabase } from '@polyspool/database/testing-database';
import { bullIdOf, newJobId } from '@polyspool/jobs/job-ids';
import { EncryptionKeys } from '@polyspool/jobs/packing/encryption-keys';
import { pack } from '@polyspool/jobs/packing/packed-input';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { openTestSmtpServer } from '@polyspool/messengers/mail/testing-smtp-server';
import { createLogger } from '@polyspool/service/logger';
import { openStorage } from '@polyspool/storage/open-storage';
import { NotificationsProcess } from './notifications-process.ts';

const { values } = parseArgs({
  options: { recipients: { type: 'string', default: '1000' }, kill: { type: 'boolean', default: false } },
});
const count = Number(values.recipients);
const { TEST_DATABASE_URL = '', TEST_REDIS_URL = '' } = process.env;
const { sendBulk } = notificationJobs;

const smtp = await openTestSmtpServer();
const database = await makeTestDatabase(TEST_DATABASE_URL);
const folder = mkdtempSync(join(tmpdir(), 'bulk-mail-'));
const keys = `1:${randomBytes(32).toString('base64')}`;
const prefix = `bench-${randomUUID()}`;
const settings = {
  DATABASE_URL: database.url,
  REDIS_URL: TEST_REDIS_URL,
  STORAGE_URL: pathToFileURL(folder).href,
  ENCRYPTION_KEYS: keys,
  QUEUE_PREFIX: prefix,
  LINK_SECRET: randomBytes(32).toString('hex'),
  MAIL_URL: smtp.url,
};
const service = new NotificationsProcess(settings);
await service.start();
const restMiB = service.memoryMiB;

const logger = await createLogger({ name: 'bench', LOG_LEVEL: 'error', LOG_FORMAT: 'json' });
const client = new QueueClient({ redisUrl: TEST_REDIS_URL, prefix }, logger);
const id = newJobId();
const bullId = bullIdOf(id, 1);
const recipients = Array.from({ length: count }, (_, at) => ({ email: `r${at}@example.org` }));
const message = { subject: 'నమస్కారం, everybody', message: 'A message of two lines.\nThis is the second.' };
const input = sendBulk.input.parse({ ...message, recipients });
const packing = { storage: openStorage(settings.STORAGE_URL), keys: EncryptionKeys.parse(keys) };

const startedAt = performance.now();
const data = { input: await pack(sendBulk, id, input, packing), run: 1 };
await client.put(sendBulk.queue, [{ contract: sendBulk, bullId, data }]);
let isKilled = false;
// It has handed a mail over, and dies before it hears that it was taken.
smtp.state.onTaken = ({ to }) => {
  if (!values.kill || isKilled || smtp.taken.length < count / 3) return;
  isKilled = true;
  smtp.state.manner = (address) => (address === to ? 'silent' : 'take');
  void service
    .end('SIGKILL')
    .then(() => (smtp.state.manner = () => 'take'))
    .then(() => service.start());
};
let mostMiB = 0;
for (;;) {
  await delay(100);
  mostMiB = Math.max(mostMiB, service.memoryMiB ?? 0);
  const [job] = await client.state.jobs(sendBulk.queue, [bullId]);
  if (job?.finishedAtMs !== undefined) break;
}
const seconds = (performance.now() - startedAt) / 1000;
const times = new Map<string, number>();
for (const { to } of smtp.taken) times.set(to, (times.get(to) ?? 0) + 1);
const twice = [...times.values()].filter((each) => each === 2).length;
const more = [...times.values()].filter((each) => each > 2).length;
console.log(
  JSON.stringify({
    recipients: count,
    reached: times.size,
    twice,
    moreOften: more,
    seconds: Number(seconds.toFixed(1)),
    mailsPerSecond: Math.round(smtp.taken.length / seconds),
    restMiB,
    mostMiB,
    killed: isKilled,
  }),
);

await service.end('SIGTERM');
client.state.close();
await client.onApplicationShutdown();
await smtp.close();
await database.drop();
rmSync(folder, { recursive: true, force: true });
