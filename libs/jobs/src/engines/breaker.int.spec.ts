import { AppError } from '@polyspool/contracts/errors';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { PutOff } from '../put-off.js';
import { Breaker } from './breaker.js';
import { CallLimiter } from './call-limiter.js';
import { EngineCalls } from './engine-calls.js';
import { breakerKey, parseEngineState } from './engine-state.js';

const engine = 'translator';
const down = () => Promise.reject(new AppError('engine.unavailable', 'Nobody answers'));

describe('the breaker of an engine', () => {
  let redis: Redis;
  let prefix: string;
  beforeEach(() => {
    prefix = `test-${randomUUID()}`;
    redis = new Redis(testStores().TEST_REDIS_URL);
  });
  afterEach(async () => {
    const keys = await redis.keys(`${prefix}:*`);
    if (keys.length) await redis.unlink(...keys);
    redis.disconnect();
  });

  const replica = () => new EngineCalls(new CallLimiter(redis, prefix), new Breaker(redis, prefix), {});
  const caller = { id: 'a job', signal: new AbortController().signal };
  const state = async () => parseEngineState(engine, await redis.hgetall(breakerKey(prefix, engine)));
  const failing = async (calls: EngineCalls, work: () => Promise<unknown> = down) =>
    calls
      .of(caller)(engine, work)
      .then(
        () => undefined,
        (error: unknown) => error,
      );
  /** As if the time until the next look had passed. */
  const comeDue = () => redis.hset(breakerKey(prefix, engine), 'retryAtMs', 1);

  it('opens for all replicas after five failures in a row, and the fifth costs no attempt', async () => {
    const [one, other] = [replica(), replica()];
    const answers: unknown[] = [];
    for (const calls of [one, other, one, other, one]) answers.push(await failing(calls));

    expect(answers.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => expect.any(AppError)));
    expect(answers[4]).toBeInstanceOf(PutOff);
    expect((answers[4] as PutOff).wait).toMatchObject({ reason: 'engineDown' });
    expect(await other.obstacle({ engines: ['transcriber', engine] })).toMatchObject({ reason: 'engineDown' });
    expect(await state()).toMatchObject({ state: 'open', failures: 5, detail: 'Nobody answers' });
  });

  it('keeps calls away from an engine that is down, also those of jobs that had begun before', async () => {
    for (let times = 0; times < 5; times += 1) await failing(replica());
    let reached = 0;

    const answer = await failing(replica(), async () => (reached += 1));

    expect(answer).toBeInstanceOf(PutOff);
    expect(reached).toBe(0);
  });

  it('counts failures in a row only, and only those of the engine', async () => {
    const calls = replica();
    for (let times = 0; times < 4; times += 1) await failing(calls);
    await calls.of(caller)(engine, async () => 'fine');
    for (let times = 0; times < 4; times += 1) await failing(calls);
    const unsupported = new AppError('engine.unsupportedPair', 'No such pair');
    expect(await failing(calls, () => Promise.reject(unsupported))).toBe(unsupported);

    expect(await calls.obstacle({ engines: [engine] })).toBeUndefined();
    expect(await calls.obstacle({})).toBeUndefined();
  });

  it('learns nothing from a call that was stopped', async () => {
    const calls = replica();
    const stopped = AbortSignal.abort(new AppError('job.cancelled', 'Stopped'));
    for (let times = 0; times < 6; times += 1) {
      await calls
        .of({ ...caller, signal: stopped })(engine, down)
        .catch(() => undefined);
    }

    expect(await calls.obstacle({ engines: [engine] })).toBeUndefined();
  });

  it('lets one replica look at a time, stays open when that fails, and closes when it succeeds', async () => {
    const breaker = new Breaker(redis, prefix);
    for (let times = 0; times < 5; times += 1) await breaker.failed(engine, 'away');
    expect(await breaker.mayProbe(engine)).toBe(false);
    await comeDue();

    const looks = await Promise.all([1, 2, 3].map(() => breaker.mayProbe(engine)));
    expect(looks.filter((may) => may)).toHaveLength(1);
    await breaker.probed(engine, 'still away');
    expect(await state()).toMatchObject({ state: 'open', detail: 'still away' });

    await comeDue();
    await breaker.mayProbe(engine);
    expect(await state()).toMatchObject({ state: 'probing' });
    await breaker.probed(engine);

    expect(await breaker.waitMs([engine])).toBe(0);
    expect(await state()).toEqual({ name: engine, state: 'closed', failures: 0, sinceMs: expect.any(Number) });
  });

  it('is looked at by another replica when the one that looked has gone', async () => {
    const breaker = new Breaker(redis, prefix);
    for (let times = 0; times < 5; times += 1) await breaker.failed(engine, 'away');
    await comeDue();
    expect(await breaker.mayProbe(engine)).toBe(true);
    await comeDue();

    expect(await breaker.mayProbe(engine)).toBe(true);
  });

  it('is closed, and known, before anything was called, and after Redis lost its data', async () => {
    const breaker = new Breaker(redis, prefix);

    expect(await breaker.waitMs([engine])).toBe(0);
    expect(await breaker.mayProbe(engine)).toBe(false);
    await eventually(async () => expect(await state()).toMatchObject({ state: 'closed', failures: 0 }));
  });
});
