import { defineJobs } from '@polyspool/contracts/define-jobs';
import { testStores } from '@polyspool/service/testing/env';
import { z } from 'zod';
import { handled, openWorkshop, testLimits, testQueue } from './testing-workshop.js';

const { draw } = defineJobs('test', {
  draw: {
    ...testLimits,
    input: z.strictObject({ model: z.string(), nth: z.int() }),
    output: z.null(),
    modelFields: ['model'],
    steps: [],
  },
});

describe('a process that has loaded a model', () => {
  it('takes the jobs for it first, and lets none wait for ever', async () => {
    const shop = await openWorkshop(testStores().TEST_REDIS_URL);
    const drawn: string[] = [];
    const { run } = handled(draw, async ({ input: { model, nth } }) => {
      drawn.push(`${model}${nth}`);
      return null;
    });
    const routes = new Map([[draw.name, { contract: draw, handler: { run }, limits: draw }]]);
    const ids: string[] = [];
    for (const [nth, model] of ['a', 'b', 'a', 'b', 'a'].entries()) ids.push(await shop.put(draw, { model, nth }));

    await shop.startHostWith([], { queues: [{ name: testQueue, concurrency: 1, routes }] });
    for (const id of ids) await shop.ended(id);

    expect(drawn.slice(0, 3)).toEqual(['a0', 'a2', 'a4']);
    expect(drawn.slice(3).sort()).toEqual(['b1', 'b3']);
    await shop.close();
  });
});
