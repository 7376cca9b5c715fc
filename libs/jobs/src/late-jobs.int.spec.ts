import { defineJobs } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { z } from 'zod';
import { handled, messagesIn, openWorkshop, testLimits, type Workshop } from './testing-workshop.js';

const kind = { ...testLimits, input: z.strictObject({}), output: z.number(), steps: [] };
const { plain, translate } = defineJobs('test', { plain: kind, translate: { ...kind, engines: ['translator'] } });

describe('a job that must have begun by a time', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  it('is late when it was only put off until then, before it began', async () => {
    const down = () => Promise.reject(new AppError('engine.unavailable', 'Nobody answers'));
    let entries = 0;
    const host = handled(translate, async ({ call }) => {
      entries += 1;
      await call('translator', down);
      return 1;
    });
    await shop.startHostWith([host], { probes: [{ name: 'translator', check: down }] });
    await shop.put(translate);
    await eventually(async () => expect(await shop.state.engines()).toMatchObject([{ state: 'open' }]));

    const late = await shop.put(translate, {}, { expiresAtMs: Date.now() + 1_500 });

    expect((await shop.ended(late)).failedReason).toMatch(/^job\.expired: /);
    expect(messagesIn(await shop.told(late)).map(({ wait }) => wait?.reason)).toContain('engineDown');
    expect(entries).toBe(1);
  }, 30_000);

  it('is not late when it has begun in time, however long it was put off after that', async () => {
    const expiresAtMs = Date.now() + 1_000;
    let entries = 0;
    await shop.startHost(
      handled(plain, async ({ retryLater }) => {
        entries += 1;
        return Date.now() < expiresAtMs ? retryLater(expiresAtMs - Date.now() + 1) : entries;
      }),
    );

    const { completed } = await shop.ended(await shop.put(plain, {}, { expiresAtMs }));

    expect(completed?.output).toBe(2);
  });
});
