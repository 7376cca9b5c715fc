// Jobs that end, and the webhooks that are told of them by one notifications process. With --kill it is killed after something
// was sent and before it has written down that it arrived, and started again. Ends with 1 where one is lost, or comes too often.
// TEST_DATABASE_URL=... TEST_REDIS_URL=... node tools/bench/notifications/webhooks.ts [--jobs 60] [--kill]
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openTestRecords } from '@polyspool/database/testing-records';
import { Webhooks } from '@polyspool/database/webhooks';
import { newJobId } from '@polyspool/jobs/job-ids';
import { EncryptionKeys } from '@polyspool/jobs/packing/encryption-keys';
import { newWebhookSecret, sealOfSecret } from '@polyspool/messengers/webhook/webhook-secret';
import { HookReceiver } from './hook-receiver.ts';
import { NotificationsProcess } from './notifications-process.ts';

const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '60' }, kill: { type: 'boolean', default: false } },
});
const jobs = Number(values.jobs);
const hooks = 5;
const { TEST_DATABASE_URL = '', TEST_REDIS_URL = '' } = process.env;

const records = await openTestRecords(TEST_DATABASE_URL);
const folder = mkdtempSync(join(tmpdir(), 'webhooks-'));
const encryption = `1:${randomBytes(32).toString('base64')}`;
const service = new NotificationsProcess({
  DATABASE_URL: records.url,
  REDIS_URL: TEST_REDIS_URL,
  STORAGE_URL: pathToFileURL(folder).href,
  ENCRYPTION_KEYS: encryption,
  QUEUE_PREFIX: `bench-${randomUUID()}`,
  LINK_SECRET: randomBytes(32).toString('hex'),
  MAIL_URL: 'smtp://127.0.0.1:9',
  WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
});

const userId = await records.addUser();
const secrets = new Map(Array.from({ length: hooks }, () => [newJobId(), newWebhookSecret()]));
const receiver = new HookReceiver(secrets);
const url = await receiver.listen();
const keys = EncryptionKeys.parse(encryption);
for (const [id, secret] of secrets) {
  const sealed = keys.seal(secret, sealOfSecret(id));
  const events = ['job.succeeded' as const];
  await new Webhooks(records.database).add(userId, { id, secret: sealed, url: `${url}/${id}`, events });
}
const ids: string[] = [];
for (let at = 0; at < jobs; at += 1) ids.push((await records.accept(userId)).id);

const killAt = Math.floor((jobs * hooks) / 3);
let killed: Promise<void> | undefined;
receiver.onTaken = () => {
  if (!values.kill || killed || receiver.taken.length < killAt) return;
  killed = service.end('SIGKILL'); // the signal is sent before the answer is
};
await service.start();
const startedAt = performance.now();
await endJobs();
while (!(await isOver())) {
  await delay(100);
  if (!killed) continue;
  await killed;
  if (service.memoryMiB === undefined) await service.start();
}
const seconds = (performance.now() - startedAt) / 1000;

const times = Map.groupBy(receiver.taken, ({ id }) => id);
const bodies = [...times.values()].map((same) => new Set(same.map(({ body }) => body)).size);
const result = {
  deliveries: jobs * hooks,
  arrived: new Set(receiver.taken.map(({ hook, body }) => `${hook} ${body}`)).size,
  ids: times.size,
  twice: [...times.values()].filter((same) => same.length === 2).length,
  moreOften: [...times.values()].filter((same) => same.length > 2).length,
  changed: bodies.filter((count) => count > 1).length,
  badlySigned: receiver.taken.filter(({ isSigned }) => !isSigned).length,
  seconds: Number(seconds.toFixed(1)),
  killed: killed !== undefined,
};
console.log(JSON.stringify(result));
const { deliveries, arrived, twice, moreOften, changed, badlySigned } = result;
const isEachOnce = arrived === deliveries && times.size === deliveries && !moreOften && !changed && !badlySigned;
// Where it was killed, at least the one during which it was is sent again.
const isAsKilled = values.kill ? result.killed && twice > 0 : twice === 0;
if (!isEachOnce || !isAsKilled) {
  console.error('Not every delivery arrived as it should.');
  process.exitCode = 1;
}

await service.end('SIGTERM');
await receiver.close();
await records.close();
rmSync(folder, { recursive: true, force: true });

/** As the events of their workers would have ended them. */
async function endJobs() {
  await records.database.execute(
    `UPDATE jobs SET status = 'succeeded', finished_at = now() WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  await records.database.execute(
    `INSERT INTO ended_jobs (job_id, run, status, at) SELECT id, 1, 'succeeded', now() FROM unnest($1::uuid[]) id`,
    [ids],
  );
}

async function isOver() {
  const [row] = await records.database.query<{ done: number }>(
    `SELECT count(*)::int AS done FROM webhook_deliveries WHERE status = 'delivered'`,
  );
  return row?.done === jobs * hooks;
}
