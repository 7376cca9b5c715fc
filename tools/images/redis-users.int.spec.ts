import { Queue, QueueEvents, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { queueNames } from '@polyspool/contracts/catalogue';
import { freePort } from '../start/free-port.ts';
import { queuesByApp } from './app-queues.ts';
import { redisRules, redisUsersFile } from './redis-users.ts';

const apps = queuesByApp(join(import.meta.dirname, '../..'));
const rules = redisRules(apps);
const prefix = 'polyspool';

describe('the users of Redis', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redis-users-spec-'));
  const clients: Redis[] = [];
  let port: number;
  let server: ChildProcess;

  beforeAll(async () => {
    port = await freePort();
    const users = join(folder, 'users');
    // The name is the password.
    writeFileSync(users, redisUsersFile(rules, new Map([...rules.keys()].map((user) => [user, user]))));
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--aclfile', users];
    server = spawn('redis-server', options, { stdio: 'ignore' });
    const probe = clientOf('probe', false);
    while ((await probe.ping().catch(() => '')) !== 'PONG') await delay(50);
  });
  afterAll(async () => {
    for (const client of clients) client.disconnect();
    server.kill();
    await once(server, 'exit');
    rmSync(folder, { recursive: true });
  });

  const loginOf = (user: string) => ({ host: '127.0.0.1', port, username: user, password: user });
  const clientOf = (user: string, enableReadyCheck = true) => {
    const client = new Redis({ ...loginOf(user), maxRetriesPerRequest: null, enableReadyCheck }).on(
      'error',
      () => undefined,
    );
    clients.push(client);
    return client;
  };

  it('know all queues between them', () => {
    expect([...apps.values()].flat().sort()).toEqual([...queueNames].sort());
  });

  it.each([...apps.keys(), 'job-status'])('let %s do all that BullMQ does with its queues', async (user) => {
    const [name = 'video'] = apps.get(user) ?? [];
    const admin = clientOf('admin');
    await admin.acl('LOG', 'RESET');
    const shared = { connection: { ...loginOf(user), maxRetriesPerRequest: null }, prefix };
    const queue = new Queue(name, shared);
    const events = new QueueEvents(name, shared);
    const worker = new Worker(name, async (job, _token, _signal) => job.updateProgress(50), shared);
    await Promise.all([queue, events, worker].map((one) => one.waitUntilReady()));

    await queue.upsertJobScheduler('often', { every: 60_000 }, { name: 'tick' });
    await queue.pause();
    const job = await queue.add('work', {}, { priority: 2, attempts: 2 });
    await queue.resume();
    await job.waitUntilFinished(events, 10_000);
    await queue.removeJobScheduler('often');
    await queue.clean(0, 100, 'completed');
    await Promise.all([worker.close(), events.close(), queue.close()]);

    expect(await admin.acl('LOG')).toEqual([]);
  });

  it('let nobody see the jobs of others, the server or its other clients', async () => {
    const worker = clientOf('video-worker');
    const tried = [
      worker.hgetall(`${prefix}:notifications:1`),
      worker.eval(`return redis.call('GET', '${prefix}:backup:id')`, 0),
      worker.keys('*'),
      worker.flushall(),
      worker.config('GET', 'dir'),
      worker.client('LIST'),
      worker.publish('job:1', 'x'),
      clientOf('gateway').hgetall(`${prefix}:video:1`),
      clientOf('exporter').get(`${prefix}:video:id`),
      clientOf('probe', false).get('x'),
    ].map((attempt) =>
      attempt.then(
        () => 'done',
        (error: Error) => error.message,
      ),
    );

    for (const answer of await Promise.all(tried)) expect(answer).toMatch(/NOPERM|can't access/);
  });

  it('let nobody in without a password', async () => {
    const stranger = new Redis({ host: '127.0.0.1', port, maxRetriesPerRequest: 0 }).on('error', () => undefined);
    clients.push(stranger);

    await expect(stranger.ping()).rejects.toThrow(/NOAUTH|Connection is closed/);
  });
});
