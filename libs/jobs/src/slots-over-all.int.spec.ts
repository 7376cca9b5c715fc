import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { testJobs } from './testing-kinds.js';
import { handled, openWorkshop, testQueue, type Workshop } from './testing-workshop.js';

describe('a queue with a bound over all processes', () => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => workshop.close());

  /** Jobs that wait to be let go. */
  const gate = () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    const kind = handled(testJobs.half, async ({ input }) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        most = Math.max(most, waiting.length);
      });
      return input.value / 2;
    });
    return { kind, waiting, most: () => most };
  };

  it('runs so many jobs at once, whatever the slots of two processes', async () => {
    const { kind, waiting, most } = gate();
    await workshop.client.keepSlotsOverAll(testQueue, 1);
    await workshop.startHost(kind);
    await workshop.startHost(kind);

    const jobs = await Promise.all([2, 4, 6].map((value) => workshop.put(testJobs.half, { value })));
    for (const _ of jobs) {
      await eventually(() => expect(waiting).toHaveLength(1));
      waiting.splice(0)[0]!();
    }

    await Promise.all(jobs.map((job) => workshop.ended(job)));
    expect(most()).toBe(1);
  });
});
