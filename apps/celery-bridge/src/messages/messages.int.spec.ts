import { openLasting, type RedisClient } from '@polyspool/jobs/redis-connection';
import { createLogger } from '@polyspool/service/logger';
import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { Polyspool } from '@polyspool/sdk';
import { randomUUID } from 'node:crypto';
import { TaskResults } from '../results/task-results.js';
import { OpenTasks } from '../tasks/open-tasks.js';
import { TaskApi } from '../tasks/task-api.js';
import { TaskFollower } from '../tasks/task-follower.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { Broker } from './broker.js';
import { HandleMessage } from './handle-message.js';
import { MessageLoop } from './message-loop.js';

describe('messages in Redis', () => {
  const prefix = `test-${randomUUID()}`;
  const queue = `${prefix}:celery`;
  let gateway: FakeGateway;
  let redis: RedisClient;
  let broker: Broker;
  let open: OpenTasks;
  let results: TaskResults;
  let handle: HandleMessage;
  let loop: MessageLoop;
  beforeAll(async () => {
    redis = openLasting({ redisUrl: testStores().TEST_REDIS_URL }, () => undefined);
    const log = await createLogger({ name: 'test', LOG_LEVEL: 'fatal', LOG_FORMAT: 'json' });
    gateway = new FakeGateway();
    const api = new TaskApi(new Polyspool({ url: await gateway.start(), key: 'key', retries: 0 }));
    broker = new Broker(redis, { prefix, queues: [queue] });
    open = new OpenTasks(redis, prefix);
    results = new TaskResults(redis, 60);
    handle = new HandleMessage(api, open, new TaskFollower(api, open, results, log), results, log);
    loop = new MessageLoop(broker, handle, log);
  });
  afterAll(async () => {
    await loop.beforeApplicationShutdown();
    await gateway.stop();
    const keys = [...(await redis.keys(`${prefix}*`)), ...(await redis.keys(`celery-task-meta-${prefix}*`))];
    if (keys.length) await redis.del(...keys);
    redis.disconnect();
  });
  beforeEach(() => {
    gateway.onStart = async () => undefined;
  });

  const message = (id: string, args: unknown, headers: object = {}) => {
    const body = Buffer.from(`[${typeof args === 'string' ? args : JSON.stringify(args)},{},null]`).toString('base64');
    return JSON.stringify({
      ...{ body, 'content-type': 'application/json', properties: { body_encoding: 'base64' } },
      headers: { id: `${prefix}${id}`, task: 'tasks.debug_task', ...headers },
    });
  };
  const metaOf = async (id: string) =>
    JSON.parse((await redis.get(`celery-task-meta-${prefix}${id}`)) ?? '{}') as { status?: string; result?: object };

  it('become jobs whatever their ids and modules are made of', async () => {
    await handle.run(message('-€\n', ['a'], { task: 'ünï\ud800.debug_task' }));

    expect(gateway.started.at(-1)).toMatchObject({ name: 'debug_task', key: expect.stringMatching(/^celery:\w{64}$/) });
    expect(await metaOf('-€\n')).toMatchObject({ status: 'PENDING' });
  });

  it('are refused where no request can be made of them, and do not come again and again', async () => {
    const depth = 30_000;
    await handle.run(message('-deep', `[${'['.repeat(depth)}${']'.repeat(depth)}]`));

    expect(await metaOf('-deep')).toMatchObject({ status: 'FAILURE', result: { exc_type: 'ValueError' } });
  });

  it('end the job of a task that is revoked while it is made, also where nobody wants its result', async () => {
    gateway.onStart = () => open.revoke(`${prefix}-late`);
    await handle.run(message('-late', ['late'], { ignore_result: true }));

    expect(gateway.revoked).toEqual(['job-late']);
    expect(await open.jobOf(`${prefix}-late`)).toBe('job-late');
  });

  it('go past one that the gateway cannot bear, and it ends in a failure', async () => {
    gateway.refusals.set('bad', 500);
    for (let tries = 1; tries < 19; tries += 1) await broker.countFailure({ raw: message('-bad', ['bad']) });
    await redis.lpush(queue, message('-bad', ['bad']));
    await redis.lpush(queue, message('-good', ['good']));
    loop.onApplicationBootstrap();

    await eventually(async () => expect(await metaOf('-bad')).toMatchObject({ status: 'FAILURE' }), 15_000);
    expect(await metaOf('-good')).toMatchObject({ status: 'PENDING' });
    await eventually(async () => expect(await redis.hlen(`${prefix}:celery:unacked`)).toBe(0));
    expect(await redis.llen(queue)).toBe(0);
  }, 20_000);

  it('leave the end of a task as it was told, whoever is late with news of it', async () => {
    await results.put(`${prefix}-end`, { status: 'SUCCESS', result: 1 });
    await results.put(`${prefix}-end`, { status: 'PROGRESS', result: null });

    expect(await metaOf('-end')).toMatchObject({ status: 'SUCCESS', result: 1 });
  });

  it('go back when their process is gone, and not while somebody has them', async () => {
    await loop.beforeApplicationShutdown();
    await redis.lpush(queue, message('-held', ['held']), message('-lost', ['lost']));
    const [held, lost] = await broker.take(2);
    await redis.zadd(`${prefix}:celery:unacked-index`, 0, held!.tag, 0, lost!.tag);
    await broker.keep([held!.tag]);
    await broker.restore();

    expect(await redis.lrange(queue, 0, -1)).toEqual([lost!.raw]);
    expect(await redis.hkeys(`${prefix}:celery:unacked`)).toEqual([held!.tag]);
  });
});
