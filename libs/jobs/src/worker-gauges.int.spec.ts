import { defineJobs } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { Metrics } from '@polyspool/service/metrics';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { readMetrics } from '@polyspool/service/testing/read-metrics';
import { z } from 'zod';
import { handled, openWorkshop, testLimits, type Workshop } from './testing-workshop.js';
import { workerGauges } from './worker-gauges.js';

const { ask } = defineJobs('test', {
  ask: {
    ...testLimits,
    retries: 5,
    input: z.strictObject({}),
    output: z.number(),
    steps: ['ask'],
    engines: ['translator'],
  },
});
const probes = [{ name: 'translator', check: async () => undefined }] as const;

describe('the metrics of a worker', () => {
  let shop: Workshop;
  let metrics: Metrics;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    metrics = new Metrics(shop.log);
  });
  afterEach(() => shop.close());

  const start = async (answer: () => Promise<number>, options: object = {}) => {
    const kind = handled(ask, ({ call }) => call('translator', answer));
    const host = await shop.startHostWith([kind], { metrics, probes, ...options });
    workerGauges(metrics, host);
    return host;
  };
  const valueOf = async (name: string, labels: Readonly<Record<string, string>> = {}) =>
    readMetrics((await metrics.scrape()).text)
      .get(name)
      ?.find((sample) => Object.entries(labels).every(([key, one]) => sample.labels[key] === one))?.value;

  it('are its slots, those that are taken, and for how long; and that it takes no more', async () => {
    let open = () => undefined as void;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const host = await start(async () => {
      await gate;
      return 1;
    });
    expect([await valueOf('worker_slots'), await valueOf('worker_busy_slots')]).toEqual([4, 0]);
    expect(await valueOf('worker_longest_job_seconds')).toBe(0);
    const id = await shop.put(ask);

    await eventually(async () => expect(await valueOf('worker_busy_slots', { queue: 'test' })).toBe(1));
    expect(await valueOf('worker_longest_job_seconds')).toBeGreaterThan(0);
    expect(await valueOf('worker_draining')).toBe(0);
    const closing = host.beforeApplicationShutdown();
    expect([await valueOf('worker_slots'), await valueOf('worker_draining')]).toEqual([0, 1]);
    open();
    await Promise.all([closing, shop.ended(id)]);

    expect(await valueOf('worker_busy_slots')).toBe(0);
  });

  it('are how engines answer, how many calls are left, and whether they count as down', async () => {
    const answers = [
      async () => 1,
      () => Promise.reject(new AppError('engine.failed', 'Not this time')),
      () => Promise.reject(new AppError('input.invalid', 'Not that')),
    ];
    await start(() => answers.shift()?.() ?? Promise.resolve(2), {
      callLimits: { translator: { calls: 9, windowMs: 60_000 } },
    });
    expect([await valueOf('engine_calls_available'), await valueOf('engine_breaker_state')]).toEqual([9, 0]);

    await shop.ended(await shop.put(ask));
    await shop.ended(await shop.put(ask)).catch(() => undefined);

    const of = (outcome: string) => valueOf('engine_calls_total', { engine: 'translator', outcome });
    await eventually(async () =>
      expect([await of('answered'), await of('failed'), await of('refused')]).toEqual([1, 1, 1]),
    );
    expect(await valueOf('engine_call_duration_seconds_count')).toBe(1);
    expect(await valueOf('engine_calls_available')).toBe(6);
  });

  it('say that a call had to wait for its turn, and that an engine is down', async () => {
    let isUp = true;
    const answer = async () => {
      if (!isUp) throw new AppError('engine.unavailable', 'It is gone');
      return 1;
    };
    const check = () => (isUp ? Promise.resolve() : Promise.reject(new Error('gone')));
    const limits = { callLimits: { translator: { calls: 1, windowMs: 500 } } };
    await start(answer, { ...limits, probes: [{ name: 'translator', check }] });
    await Promise.all((await Promise.all([shop.put(ask), shop.put(ask)])).map((id) => shop.ended(id)));
    expect(await valueOf('engine_calls_limited_total', { engine: 'translator' })).toBe(1);

    isUp = false;
    await shop.put(ask);

    await eventually(async () => expect(await valueOf('engine_breaker_state')).toBeGreaterThan(0));
  });
});
