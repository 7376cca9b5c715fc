import { readEnv, serviceEnv } from '@polyspool/service/env';
import { createLogger } from '@polyspool/service/logger';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { Breaker } from './breaker.js';
import { type EngineProbe, EngineProber } from './engine-prober.js';
import { breakerKey } from './engine-state.js';

const never = () => new Promise<void>(() => undefined);

describe('the looks at engines that are down', () => {
  const prefix = `test-${randomUUID()}`;
  let redis: Redis;
  let breaker: Breaker;
  let prober: EngineProber | undefined;
  beforeEach(async () => {
    redis = new Redis(testStores().TEST_REDIS_URL);
    breaker = new Breaker(redis, prefix);
    for (const engine of ['transcriber', 'translator'] as const) {
      await breaker.unavailable(engine, 'away');
      await redis.hset(breakerKey(prefix, engine), 'retryAtMs', 1);
    }
  });
  afterEach(async () => {
    await prober?.stop();
    const keys = await redis.keys(`${prefix}:*`);
    if (keys.length) await redis.unlink(...keys);
    redis.disconnect();
  });

  const start = async (probes: EngineProbe[], timeoutMs?: number) => {
    const log = await createLogger({ name: 'test', ...readEnv(serviceEnv, { LOG_LEVEL: 'silent' }) });
    prober = new EngineProber(breaker, probes, log, timeoutMs);
    prober.start();
  };
  const told = (engine: 'transcriber' | 'translator') => redis.hgetall(breakerKey(prefix, engine));

  it('go on for one engine while that at another hangs', async () => {
    let looks = 0;
    const check = async () => {
      looks += 1;
      throw new Error('Still away');
    };
    await start([
      { name: 'transcriber', check: never },
      { name: 'translator', check },
    ]);
    await eventually(() => expect(looks).toBe(1));
    await redis.hset(breakerKey(prefix, 'translator'), 'retryAtMs', 1);

    await eventually(() => expect(looks).toBe(2));
    expect(await told('transcriber')).toMatchObject({ state: 'probing' });
  });

  it('count as failed when they take too long, whether they heed their signal or not', async () => {
    await start([{ name: 'transcriber', check: never }], 20);

    await eventually(async () =>
      expect(await told('transcriber')).toMatchObject({ state: 'open', detail: expect.stringContaining('timeout') }),
    );
  });

  it('do not hold up the end of the process', async () => {
    await start([{ name: 'transcriber', check: never }]);
    await eventually(async () => expect(await told('transcriber')).toMatchObject({ state: 'probing' }));

    await prober!.stop();

    expect(await told('transcriber')).toMatchObject({ state: 'probing', detail: 'away' });
  });
});
