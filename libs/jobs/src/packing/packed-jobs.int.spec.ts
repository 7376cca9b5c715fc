import { defineJobs } from '@polyspool/contracts/define-jobs';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { bullIdOf, newJobId, parseBullId } from '../job-ids.js';
import { handled, openWorkshop, testLimits, testQueue, type Workshop } from '../testing-workshop.js';
import { EncryptionKeys } from './encryption-keys.js';
import { pack } from './packed-input.js';
import { unpackOutput } from './packed-output.js';

const marked = { sensitive: { input: ['text'], output: ['text'] }, large: ['text'] };
const Text = z.object({ text: z.string() });
const { both, half } = defineJobs('test', {
  both: { ...testLimits, input: Text, output: Text, steps: [], ...marked },
  half: { ...testLimits, input: Text, output: Text, steps: [], ...marked },
});
const secret = 'nobody may read this '.repeat(1_000);
const upper = handled(half, async ({ input }) => ({ text: input.text.toUpperCase() }));
const twice = handled(both, async ({ input: { text }, children }) => {
  const halves = await children(half, [{ text: text.slice(0, 10_000) }, { text: text.slice(10_000) }]);
  return { text: halves.map((each) => (each.ok ? each.output.text : each.error.code)).join('') };
});

describe('a job with sensitive fields', () => {
  const keys = EncryptionKeys.parse(`test:${randomBytes(32).toString('base64')}`);
  let shop: Workshop;
  afterEach(() => shop.close());

  it('runs with what was packed, hands it on to its parts packed, and Redis and storage never see it', async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    await shop.startHostWith([twice, upper], { keys });
    const bullId = bullIdOf(newJobId(), 1);
    const { jobId } = parseBullId(bullId);
    const input = await pack(both, jobId, { text: secret }, { storage: shop.storage, keys });

    await shop.client.put(testQueue, [{ contract: both, bullId, data: { input, run: 1 } }]);
    const { completed } = await shop.ended(bullId);

    expect(await unpackOutput(both, jobId, completed?.output, { storage: shop.storage, keys })).toEqual({
      text: secret.toUpperCase(),
    });
    const held = await shop.redis.contents();
    expect(held).toContain(bullId);
    expect(held).not.toMatch(/may read this/i);
    expect([...shop.storage.files.values()].join()).not.toMatch(/may read this/i);
    expect(shop.storage.files.size).toBe(6); // inputs and outputs
  });

  it('fails for good where its key is gone', async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    await shop.startHost(upper);
    const bullId = bullIdOf(newJobId(), 1);
    const packing = { storage: shop.storage, keys };
    const input = await pack(half, parseBullId(bullId).jobId, { text: 'short' }, packing);

    await shop.client.put(testQueue, [{ contract: half, bullId, data: { input, run: 1 } }]);

    const job = await eventually(() => shop.ended(bullId));
    expect(job.failedReason).toMatch(/^key\.unavailable: /);
    expect(job.attemptsStarted).toBe(1);
  });
});
