import { testStores } from '@polyspool/service/testing/env';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { CallLimiter } from './call-limiter.js';

const mostIn = (times: readonly number[], windowMs: number) =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));

describe('the limit of an engine', () => {
  let redis: Redis;
  const prefix = `test-${randomUUID()}`;
  beforeAll(() => {
    redis = new Redis(testStores().TEST_REDIS_URL);
  });
  afterAll(async () => {
    const keys = await redis.keys(`${prefix}:*`);
    if (keys.length) await redis.unlink(...keys);
    redis.disconnect();
  });

  const Limit = fc.record({ calls: fc.integer({ min: 1, max: 6 }), windowMs: fc.integer({ min: 1_000, max: 5_000 }) });
  /** An engine that nobody has called, at a time that the test sets. */
  const open = () => {
    let now = 1_000_000;
    const limiter = new CallLimiter(redis, prefix, () => now);
    const engine = randomUUID();
    return {
      now: () => now,
      at: (ms: number) => (now = ms),
      ask: (caller: string, limit: { calls: number; windowMs: number }) => limiter.take({ engine, caller, limit }),
    };
  };

  it('is kept in any window, whoever comes when', async () => {
    const visits = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 2_000 }), caller: fc.nat(12) }), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(Limit, visits, async (limit, all) => {
        const { ask, at, now } = open();
        const begun: number[] = [];
        for (const { afterMs, caller } of all) {
          at(now() + afterMs);
          if ((await ask(`caller ${caller}`, limit)) === 0) begun.push(now());
        }
        return mostIn(begun, limit.windowMs) <= limit.calls;
      }),
      { numRuns: 40 },
    );
  });

  it('keeps its promises: whoever comes back in time has his turn, in the order of arrival, and none is wasted', async () => {
    await fc.assert(
      fc.asyncProperty(Limit, fc.integer({ min: 1, max: 25 }), async (limit, count) => {
        const { ask, at, now } = open();
        const begun: { caller: number; at: number }[] = [];
        let line = Array.from({ length: count }, (_, caller) => ({ caller, turn: now() }));
        while (line.length) {
          const [next, ...rest] = line.sort((one, other) => one.turn - other.turn || one.caller - other.caller);
          at(next!.turn);
          const waitMs = await ask(`caller ${next!.caller}`, limit);
          line = rest;
          if (waitMs === 0) begun.push({ caller: next!.caller, at: now() });
          else line.push({ ...next!, turn: now() + waitMs });
        }
        const windowMs = Math.ceil(limit.windowMs * 1.02);
        expect(begun).toEqual(
          begun.map((_, place) => ({ caller: place, at: 1_000_000 + Math.floor(place / limit.calls) * windowMs })),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('holds nobody up for one who is late, and lets him go first when he comes', async () => {
    const { ask, at, now } = open();
    const limit = { calls: 1, windowMs: 1_000 };
    await ask('first', limit);
    const turn = now() + (await ask('late', limit));

    at(turn + 300);
    expect(await ask('other', limit)).toBe(0);
    const third = await ask('third', limit);
    at(now() + 100);
    const late = await ask('late', limit);

    expect(late).toBe(third - 100);
    at(now() + late);
    expect(await ask('late', limit)).toBe(0);
    expect(await ask('third', limit)).toBeGreaterThan(0);
  });

  it('is not kept from those who come by callers that took a place and are gone', async () => {
    const { ask, at, now } = open();
    const limit = { calls: 10, windowMs: 60_000 };
    for (let gone = 0; gone < 500; gone += 1) await ask(`gone ${gone}`, limit);

    expect(await ask('soon', limit)).toBeLessThanOrEqual(30_000);
    at(now() + 120_000);
    expect(await ask('newcomer', limit)).toBe(0);
  });

  it('is used to the full soon after any number of callers have gone', async () => {
    const crowd = { gone: fc.integer({ min: 0, max: 60 }), count: fc.integer({ min: 1, max: 20 }) };
    await fc.assert(
      fc.asyncProperty(Limit, fc.record(crowd), async (limit, { gone, count }) => {
        const { ask, at, now } = open();
        const start = now();
        const begun: number[] = [];
        const come = async (caller: string) => {
          const waitMs = await ask(caller, limit);
          if (waitMs === 0) begun.push(now());
          return now() + waitMs;
        };
        let line: { caller: string; turn: number }[] = [];
        for (let place = 0; place < gone; place += 1) await come(`gone ${place}`);
        for (let place = 0; place < count; place += 1) line.push({ caller: `live ${place}`, turn: now() });
        while (line.length) {
          const [next, ...rest] = line.sort((one, other) => one.turn - other.turn);
          at(next!.turn);
          const turn = await come(next!.caller);
          line = turn > now() ? [...rest, { caller: next!.caller, turn }] : rest;
        }
        expect(mostIn(begun, limit.windowMs)).toBeLessThanOrEqual(limit.calls);
        // Twice the time in which one has to come back, for those that came when the others had just been told.
        const windows = Math.ceil(count / limit.calls);
        expect(begun.at(-1)! - start).toBeLessThanOrEqual(61_000 + windows * limit.windowMs * 1.03);
      }),
      { numRuns: 20 },
    );
  });

  it('loses a window at most when the clock is set back', async () => {
    const { ask, at, now } = open();
    const limit = { calls: 2, windowMs: 1_000 };
    for (const caller of ['one', 'two', 'three']) await ask(caller, limit);

    at(now() - 3_600_000);

    expect(await ask('three', limit)).toBeLessThanOrEqual(1_020);
    at(now() + 1_020);
    expect(await ask('three', limit)).toBe(0);
    expect(await ask('four', limit)).toBe(0);
    expect(await ask('five', limit)).toBeGreaterThan(0);
  });

  it('is kept by several replicas together on their own clocks, and used to at least 95 %', async () => {
    const limit = { calls: 25, windowMs: 1_000 };
    const windows = 4;
    const replicas = Array.from({ length: 3 }, () => new Redis(testStores().TEST_REDIS_URL));
    const engine = randomUUID();
    /** By Redis' clock, which knows nothing of how late this process hears of it. */
    const granted = new Map<string, number>();
    const until = performance.now() + limit.windowMs * windows;
    const call = async (connection: Redis, caller: string) => {
      const limiter = new CallLimiter(connection, prefix);
      while (performance.now() < until) {
        const waitMs = await limiter.take({ engine, caller, limit });
        if (waitMs === 0)
          for (const [id, ms] of await grantsOf(connection, `${prefix}:rate:${engine}`)) granted.set(id, ms);
        else await delay(Math.max(0, Math.min(waitMs, until - performance.now())));
      }
    };

    await Promise.all(
      replicas.flatMap((connection, replica) =>
        Array.from({ length: 12 }, (_, slot) => call(connection, `${replica} ${slot}`)),
      ),
    );

    replicas.forEach((connection) => connection.disconnect());
    const begun = [...granted.values()].sort((a, b) => a - b);
    expect(mostIn(begun, limit.windowMs)).toBeLessThanOrEqual(limit.calls);
    expect(begun.length).toBeGreaterThanOrEqual(limit.calls * windows * 0.95);
  });
});

/** What the log holds: at least the last window. */
async function grantsOf(redis: Redis, log: string): Promise<[id: string, ms: number][]> {
  const pairs = await redis.zrange(log, '0', '-1', 'WITHSCORES');
  return pairs.flatMap((id, at) => (at % 2 === 0 ? [[id, Number(pairs[at + 1])]] : []));
}
