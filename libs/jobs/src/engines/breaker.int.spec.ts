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
const broken = () => Promise.reject(new AppError('engine.failed', 'It fell over'));

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
  const failing = async (calls: EngineCalls, work: () => Promise<unknown> = broken) =>
    calls
      .of(caller)
      .call(engine, work)
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
    expect(await state()).toMatchObject({ state: 'open', failures: 5, detail: 'It fell over' });
  });

  it('opens at once when nobody answers, and that costs no attempt either', async () => {
    expect(await failing(replica(), down)).toBeInstanceOf(PutOff);

    expect(await state()).toMatchObject({ state: 'open', failures: 1, detail: 'Nobody answers' });
  });

  it('asks for a look after the first failure, and opens when that fails', async () => {
    const breaker = new Breaker(redis, prefix);
    expect(await failing(replica())).toBeInstanceOf(AppError);

    const looks = await Promise.all([1, 2, 3].map(() => breaker.mayProbe(engine)));
    expect(looks.filter((may) => may)).toHaveLength(1);
    expect(await state()).toMatchObject({ state: 'closed' });
    await breaker.probed(engine, 'away');

    expect(await state()).toMatchObject({ state: 'open', detail: 'away' });
    expect(await breaker.waitMs([engine])).toBeGreaterThan(0);
  });

  it('goes on counting the failures of an engine that is found in order', async () => {
    const breaker = new Breaker(redis, prefix);
    for (let times = 0; times < 4; times += 1) await failing(replica());
    await breaker.mayProbe(engine);
    await breaker.probed(engine);
    expect(await state()).toEqual({ name: engine, state: 'closed', failures: 4, sinceMs: expect.any(Number) });
    expect(await breaker.mayProbe(engine)).toBe(false);

    expect(await failing(replica())).toBeInstanceOf(PutOff);
  });

  it('keeps jobs away the longer the engine has been down, up to a minute, and not all to the same moment', async () => {
    const calls = replica();
    await failing(calls, down);
    const downFor = async (ms: number) => {
      await redis.hset(breakerKey(prefix, engine), 'sinceMs', Date.now() - ms, 'retryAtMs', Date.now() + 5_000);
      const waits = Array.from({ length: 30 }, () => calls.obstacle({ engines: [engine] }));
      return (await Promise.all(waits)).map((wait) => wait!.untilMs - Date.now());
    };
    const spread = (waits: number[]) => Math.max(...waits) - Math.min(...waits);

    const [young, older, old] = [await downFor(0), await downFor(20_000), await downFor(3_600_000)];

    expect(Math.min(...young)).toBeGreaterThan(4_500);
    expect(Math.max(...young)).toBeLessThan(7_000);
    expect(Math.min(...older)).toBeGreaterThan(19_000);
    expect(Math.min(...old)).toBeGreaterThan(45_000);
    expect(Math.max(...old)).toBeLessThan(61_000);
    expect(spread(old)).toBeGreaterThan(2_000);
  });

  it('is looked at soon, and holds nobody up for long, after the clock was set back', async () => {
    const breaker = new Breaker(redis, prefix);
    await breaker.unavailable(engine, 'away');
    const inAnHour = Date.now() + 3_600_000;
    await redis.hset(breakerKey(prefix, engine), 'sinceMs', inAnHour, 'retryAtMs', inAnHour);

    expect(await breaker.waitMs([engine])).toBeLessThanOrEqual(60_000);
    expect(await breaker.mayProbe(engine)).toBe(false);

    expect((await state())!.retryAtMs).toBeLessThanOrEqual(Date.now() + 6_000);
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
    await calls.of(caller).call(engine, async () => 'fine');
    for (let times = 0; times < 4; times += 1) await failing(calls);
    const unsupported = new AppError('engine.unsupportedPair', 'No such pair');
    expect(await failing(calls, () => Promise.reject(unsupported))).toBe(unsupported);

    expect(await calls.obstacle({ engines: [engine] })).toBeUndefined();
    expect(await calls.obstacle({})).toBeUndefined();
  });

  it('takes no failure back for a question that is answered, and keeps questions away while it is open', async () => {
    const calls = replica();
    const ask = (question: () => Promise<unknown>) => calls.of(caller).ask(engine, question);
    for (let times = 0; times < 4; times += 1) await failing(calls);
    expect(await ask(async () => 'the voices')).toBe('the voices');

    await expect(ask(broken)).rejects.toBeInstanceOf(PutOff);

    let reached = 0;
    await expect(ask(async () => (reached += 1))).rejects.toBeInstanceOf(PutOff);
    expect(reached).toBe(0);
  });

  it('is forgotten when nobody is left to look at it', async () => {
    const breaker = new Breaker(redis, prefix);
    await breaker.unavailable(engine, 'away');

    await breaker.mayProbe(engine);

    expect(await redis.pttl(breakerKey(prefix, engine))).toBeGreaterThan(500_000);
  });

  it('learns nothing from a call that was stopped', async () => {
    const calls = replica();
    const stopped = AbortSignal.abort(new AppError('job.cancelled', 'Stopped'));
    for (let times = 0; times < 6; times += 1) {
      await calls
        .of({ ...caller, signal: stopped })
        .call(engine, broken)
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
