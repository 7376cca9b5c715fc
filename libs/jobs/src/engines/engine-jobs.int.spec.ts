import { defineJobs } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { z } from 'zod';
import { handled, messagesIn, openWorkshop, testLimits, type Workshop } from '../testing-workshop.js';

const { translate } = defineJobs('test', {
  translate: {
    ...testLimits,
    retries: 5,
    input: z.strictObject({}),
    output: z.number(),
    steps: ['translate'],
    engines: ['translator'],
  },
});

const mostIn = (times: readonly number[], windowMs: number) =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));

describe('jobs that call an engine', () => {
  let shop: Workshop;
  afterEach(() => shop.close());

  it('keep to its limit over several hosts, put off without an attempt, and use at least 95 % of it', async () => {
    const limit = { calls: 8, windowMs: 3_000 }; // a turn is further away than a slot is held for it
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    const begun: number[] = [];
    const kind = handled(translate, async ({ attempt, call }) => {
      await call('translator', async () => begun.push(performance.now()));
      return attempt;
    });
    for (let host = 0; host < 3; host += 1) await shop.startHostWith([kind], { callLimits: { translator: limit } });

    const ids = await Promise.all(Array.from({ length: 3 * limit.calls }, () => shop.put(translate)));
    const ended = await Promise.all(ids.map((id) => shop.ended(id)));

    expect(ended.map(({ completed }) => completed?.output)).toEqual(ids.map(() => 1));
    expect(mostIn(begun, limit.windowMs)).toBeLessThanOrEqual(limit.calls);
    // Three windows' worth of calls take two windows and the moment of the last ones.
    expect(begun.at(-1)! - begun[0]!).toBeLessThan((2 * limit.windowMs) / 0.95);
    const waits = (await Promise.all(ids.map((id) => shop.told(id)))).flatMap((told) =>
      messagesIn(told).flatMap(({ wait }) => wait ?? []),
    );
    expect(waits.length).toBeGreaterThanOrEqual(limit.calls);
    expect(waits).toEqual(waits.map(() => ({ reason: 'rateLimited', untilMs: expect.any(Number) })));
  });

  it('pay with an attempt where it is away each time that they ask it, and works in between', async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    const probes = [{ name: 'translator', check: async () => undefined }] as const;
    const away = async () => {
      throw new AppError('engine.unavailable', 'It went down over this');
    };
    await shop.startHostWith([handled(translate, async ({ call }) => call('translator', away))], { probes });

    const [patient, poison] = [await shop.put(translate), await shop.put(translate, {}, { enginesAway: 4 })];

    const errorsOf = async (id: string) => messagesIn(await shop.told(id)).flatMap(({ error }) => error?.code ?? []);
    await eventually(async () => expect(await errorsOf(poison)).toEqual(['engine.unavailable']));
    expect(await errorsOf(patient)).toEqual([]);
  });

  it('wait while it is down, at no cost in attempts, and go on when a probe finds it up', async () => {
    let up = false;
    let looks = 0;
    const check = async () => {
      looks += 1;
    };
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    const probes = [{ name: 'translator', check }] as const;
    const kind = handled(translate, async ({ attempt, call }) => {
      await call('translator', async () => {
        if (!up) throw new AppError('engine.unavailable', 'Nobody answers');
      });
      return attempt;
    });
    for (let host = 0; host < 2; host += 1) await shop.startHostWith([kind], { probes });
    const first = await shop.put(translate);
    await eventually(async () => expect(await shop.state.engines()).toMatchObject([{ state: 'open', failures: 1 }]));
    const second = await shop.put(translate);
    const waited = async (id: string) => messagesIn(await shop.told(id)).flatMap(({ wait }) => wait?.reason ?? []);
    await eventually(async () => expect(await waited(second)).toContain('engineDown'));

    up = true;

    expect((await shop.ended(first)).completed?.output).toBe(1);
    expect((await shop.ended(second)).completed?.output).toBe(1);
    expect(looks).toBe(1);
    expect(await shop.state.engines()).toMatchObject([{ name: 'translator', state: 'closed', failures: 0 }]);
  }, 40_000);

  it('come through an outage alone: its first failure has the engine looked at, and the rest costs no attempt', async () => {
    let up = false;
    const check = async () => {
      if (!up) throw new Error('It fell over');
    };
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    const alone = { ...translate, retries: 1, backoff: { type: 'exponential', delayMs: 4_000, jitter: 0 } } as const;
    const kind = handled(alone, async ({ attempt, call }) => {
      await call('translator', async () => {
        if (!up) throw new AppError('engine.failed', 'It fell over');
      });
      return attempt;
    });
    await shop.startHostWith([kind], { probes: [{ name: 'translator', check }] });
    const id = await shop.put(alone);
    const waits = async () => messagesIn(await shop.told(id)).flatMap(({ wait }) => wait?.reason ?? []);
    await eventually(async () => expect(await waits()).toContain('engineDown'));

    up = true;

    expect((await shop.ended(id)).completed?.output).toBe(2);
  }, 40_000);
});
