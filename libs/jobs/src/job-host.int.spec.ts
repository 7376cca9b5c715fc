import { AppError } from '@polyspool/contracts/errors';
import { testStores } from '@polyspool/service/testing/env';
import { parseBullId } from './job-ids.js';
import { halve, testJobs } from './testing-kinds.js';
import { handled, messagesIn, openWorkshop, type Workshop } from './testing-workshop.js';

describe('the job host', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  it('gives the parsed input to the handler and answers the parsed output', async () => {
    await shop.startHost(handled(testJobs.sum, async ({ input }) => input.values.length));

    const job = await shop.ended(await shop.put(testJobs.sum));

    expect(job.completed).toMatchObject({ start: 1, output: 0, artifacts: [] });
  });

  it('sends events by itself: that a job has begun, how far it is, what came of it (R034)', async () => {
    await shop.startHost(
      handled(testJobs.sum, async ({ report }) => {
        report('sum', 0.5, 'Half of it');
        return 1;
      }),
    );
    const id = await shop.put(testJobs.sum);
    await shop.ended(id);

    const told = await shop.told(id);

    const order = told.map(({ event }) => event);
    expect(order.filter((event, index) => event !== order[index - 1])).toEqual(
      expect.arrayContaining(['added', 'active', 'progress', 'completed']),
    );
    expect(order.indexOf('active')).toBeLessThan(order.indexOf('progress'));
    expect(order.lastIndexOf('progress')).toBeLessThan(order.indexOf('completed'));
    expect(messagesIn(told)).toContainEqual(expect.objectContaining({ message: 'Half of it' }));
  });

  it('fails for good what nobody handles', async () => {
    await shop.startHost(halve);

    const job = await shop.ended(await shop.put(testJobs.sum));

    expect(job).toMatchObject({ attemptsStarted: 1, failedReason: expect.stringMatching(/^job\.noHandler: /) });
  });

  it('fails for good what does not fit its contract: input and output', async () => {
    await shop.startHost(
      handled(testJobs.sum, async () => 'many' as never),
      halve,
    );

    const [badOutput, badInput] = await Promise.all([
      shop.put(testJobs.sum).then(shop.ended),
      shop.put(testJobs.half, { value: 'two' }).then(shop.ended),
    ]);

    expect(badOutput).toMatchObject({ attemptsStarted: 1, failedReason: expect.stringMatching(/^job\.badOutput: /) });
    expect(badInput).toMatchObject({
      attemptsStarted: 1,
      failedReason: expect.stringMatching(/^input\.invalid: \/value/),
    });
  });

  it('gives up after the last attempt, and at once what can never succeed', async () => {
    const codes = ['engine.failed', 'media.noAudio'] as const;
    await shop.startHost(
      handled(testJobs.sum, async ({ input }) => {
        throw new AppError(codes[input.values[0]!]!, 'No');
      }),
    );

    const [last, never] = await Promise.all(
      [0, 1].map(async (value) => shop.ended(await shop.put(testJobs.sum, { values: [value] }))),
    );

    expect(last).toMatchObject({ attemptsStarted: 3, failedReason: 'engine.failed: No' });
    expect(never).toMatchObject({ attemptsStarted: 1, failedReason: 'media.noAudio: No' });
  });

  it('stores artifacts in a new folder on each entry and tells those of the one that completed', async () => {
    await shop.startHost(
      handled(testJobs.sum, async ({ attempt, artifact }) => {
        await artifact({ name: 'a.txt', kind: 'report', mediaType: 'text/plain' }, `attempt ${attempt}`);
        if (attempt === 1) await artifact({ name: 'b.txt', kind: 'report', mediaType: 'text/plain' }, 'only here');
        if (attempt === 1) throw new AppError('engine.failed', 'Again');
        return 1;
      }),
    );
    const id = await shop.put(testJobs.sum);

    const { completed } = await shop.ended(id);

    const [stored] = completed!.artifacts;
    expect(completed!.artifacts).toHaveLength(1);
    expect(stored).toMatchObject({ name: 'a.txt', key: `jobs/${parseBullId(id).jobId}/${completed!.execution}/a.txt` });
    expect(shop.storage.files.get(stored!.key)?.toString()).toBe('attempt 2');
    expect([...shop.storage.files.values()].map(String).sort()).toEqual(['attempt 1', 'attempt 2', 'only here']);
  });
});
