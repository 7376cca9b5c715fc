import { defineJobs } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { z } from 'zod';
import { parseBullId } from './job-ids.js';
import { handled, messagesIn, openWorkshop, testLimits, testQueue, type Workshop } from './testing-workshop.js';

const jobs = defineJobs('test', {
  sum: {
    ...testLimits,
    input: z.strictObject({ values: z.array(z.number()).default([]) }),
    output: z.number(),
    steps: ['sum'],
  },
  half: {
    ...testLimits,
    retries: 0,
    input: z.strictObject({ value: z.number() }),
    output: z.number(),
    steps: ['halve'],
  },
  slow: {
    ...testLimits,
    softLimitMs: 200,
    hardLimitMs: 400,
    input: z.strictObject({}),
    output: z.string(),
    steps: ['wait'],
  },
});

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

const halve = handled(jobs.half, async ({ input }) => {
  if (input.value % 2 !== 0) throw new AppError('engine.failed', `${input.value} is odd`);
  return input.value / 2;
});

describe('the job host', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  it('gives the parsed input to the handler and answers the parsed output', async () => {
    await shop.startHost(handled(jobs.sum, async ({ input }) => input.values.length));

    const job = await shop.ended(await shop.put(jobs.sum));

    expect(job.completed).toMatchObject({ start: 1, output: 0, artifacts: [] });
  });

  it('fails for good what nobody handles', async () => {
    await shop.startHost(halve);

    const job = await shop.ended(await shop.put(jobs.sum));

    expect(job).toMatchObject({ attemptsStarted: 1, failedReason: expect.stringMatching(/^job\.noHandler: /) });
  });

  it('fails for good what does not fit its contract: input and output', async () => {
    await shop.startHost(
      handled(jobs.sum, async () => 'many' as never),
      halve,
    );

    const [badOutput, badInput] = await Promise.all([
      shop.put(jobs.sum).then(shop.ended),
      shop.put(jobs.half, { value: 'two' }).then(shop.ended),
    ]);

    expect(badOutput).toMatchObject({ attemptsStarted: 1, failedReason: expect.stringMatching(/^job\.badOutput: /) });
    expect(badInput).toMatchObject({
      attemptsStarted: 1,
      failedReason: expect.stringMatching(/^input\.invalid: \/value/),
    });
  });

  it('tries again what may succeed later, and tells why the attempt before failed', async () => {
    await shop.startHost(
      handled(jobs.sum, async ({ attempt }) => {
        if (attempt < 3) throw new AppError('engine.failed', `Attempt ${attempt}`);
        return attempt;
      }),
    );
    const id = await shop.put(jobs.sum);

    const job = await shop.ended(id);

    expect(job.completed).toMatchObject({ output: 3, start: 3 });
    const told = messagesIn(await shop.told(id));
    expect(told.filter(({ error }) => error).map(({ attempt, error }) => [attempt, error])).toEqual([
      [1, { code: 'engine.failed', detail: 'Attempt 1' }],
      [2, { code: 'engine.failed', detail: 'Attempt 2' }],
    ]);
    expect(new Set(told.map(({ execution }) => execution)).size).toBe(3);
  });

  it('gives up after the last attempt, and at once what can never succeed', async () => {
    const codes = ['engine.failed', 'media.noAudio'] as const;
    await shop.startHost(
      handled(jobs.sum, async ({ input }) => {
        throw new AppError(codes[input.values[0]!]!, 'No');
      }),
    );

    const [last, never] = await Promise.all(
      [0, 1].map(async (value) => shop.ended(await shop.put(jobs.sum, { values: [value] }))),
    );

    expect(last).toMatchObject({ attemptsStarted: 3, failedReason: 'engine.failed: No' });
    expect(never).toMatchObject({ attemptsStarted: 1, failedReason: 'media.noAudio: No' });
  });

  it('answers two calls of children in one handler, failed ones included, without running any twice', async () => {
    const entered: unknown[] = [];
    await shop.startHost(
      handled(jobs.half, async (job) => {
        entered.push(job.input.value);
        return (await halve.run(job)) as number;
      }),
      handled(jobs.sum, async ({ input, children }) => {
        entered.push('parent');
        const halves = await children(
          jobs.half,
          input.values.map((value) => ({ value })),
        );
        const quarters = await children(
          jobs.half,
          halves.flatMap((half) => (half.ok ? { value: half.output } : [])),
        );
        const all = [...halves, ...quarters];
        expect(all.flatMap((half) => (half.ok ? [] : half.error))).toEqual([
          { code: 'engine.failed', detail: '3 is odd' },
        ]);
        return all.reduce((sum, half) => sum + (half.ok ? half.output : 0), 0);
      }),
    );
    const id = await shop.put(jobs.sum, { values: [8, 3, 16] });

    const job = await shop.ended(id);

    expect(job.completed).toMatchObject({ output: 4 + 8 + 2 + 4 });
    expect(entered.filter((entry) => entry === 'parent').length).toBeLessThanOrEqual(3);
    expect(entered.filter((entry) => typeof entry === 'number').sort((a, b) => a - b)).toEqual([3, 4, 8, 8, 16]);
    expect(messagesIn(await shop.told(id)).map(({ attempt }) => attempt)).not.toContain(2);
  });

  it('answers children of children', async () => {
    await shop.startHost(
      halve,
      handled(jobs.sum, async ({ input: { values }, children }) => {
        const [first, second] = values;
        if (values.length === 1) {
          const [half] = await children(jobs.half, [{ value: first! }]);
          return half?.ok ? half.output : -1;
        }
        const sums = await children(jobs.sum, [{ values: [first!] }, { values: [second!] }]);
        return sums.reduce((sum, each) => sum + (each.ok ? each.output : 0), 0);
      }),
    );

    const job = await shop.ended(await shop.put(jobs.sum, { values: [20, 4] }));

    expect(job.completed).toMatchObject({ output: 12 });
  });

  it('goes on at once when there are no children to wait for, and refuses too many', async () => {
    await shop.startHost(
      handled(jobs.sum, async ({ input, children }) => {
        const [wanted = 0] = input.values;
        return (
          await children(
            jobs.half,
            Array.from({ length: wanted }, () => ({ value: 2 })),
          )
        ).length;
      }),
    );

    const none = await shop.ended(await shop.put(jobs.sum));
    const many = await shop.ended(await shop.put(jobs.sum, { values: [501] }));

    expect(none.completed).toMatchObject({ output: 0, start: 1 });
    expect(many.failedReason).toMatch(/^job\.tooManyChildren: /);
  });

  it('enters again later without an attempt when the handler asks for it', async () => {
    const attempts: number[] = [];
    await shop.startHost(
      handled(jobs.sum, async ({ attempt, retryLater }) => {
        attempts.push(attempt);
        return attempts.length < 5 ? retryLater(5) : 1;
      }),
    );

    const job = await shop.ended(await shop.put(jobs.sum));

    expect(attempts).toEqual([1, 1, 1, 1, 1]);
    expect(job.completed).toMatchObject({ start: 5 });
  });

  it('lets a handler answer its soft limit by asking to go on later', async () => {
    let entries = 0;
    await shop.startHost(
      handled(jobs.slow, async ({ signal, retryLater }) => {
        if (++entries > 1) return 'done';
        return untilAborted(signal).catch(() => retryLater(1));
      }),
    );
    const id = await shop.put(jobs.slow);

    const job = await shop.ended(id);

    expect(job.completed).toMatchObject({ output: 'done', start: 2 });
    expect(messagesIn(await shop.told(id)).some(({ error }) => error)).toBe(false);
  });

  it('fails the attempt of a handler that hangs past the hard limit, and hears no more of it', async () => {
    let late: (() => void) | undefined;
    await shop.startHost(
      handled(jobs.slow, async ({ attempt, report }) => {
        if (attempt > 1) return 'done';
        late = () => report('wait', 0.9, 'from the dead');
        return new Promise(() => undefined);
      }),
    );
    const id = await shop.put(jobs.slow);

    const job = await shop.ended(id);
    late?.();

    expect(job.completed).toMatchObject({ output: 'done', start: 2 });
    expect(messagesIn(await shop.told(id)).flatMap(({ error }) => error?.code ?? [])).toEqual(['job.hardLimit']);
    expect(messagesIn(await shop.told(id)).some(({ message }) => message === 'from the dead')).toBe(false);
  });

  it('gives its jobs back without an attempt when it shuts down, and another host finishes them', async () => {
    const attempts: number[] = [];
    const first = await shop.startHost(
      handled(jobs.sum, async ({ attempt, signal }) => {
        attempts.push(attempt);
        return untilAborted(signal);
      }),
    );
    const id = await shop.put(jobs.sum);
    await eventually(() => expect(attempts).toEqual([1]));

    await first.beforeApplicationShutdown();
    await shop.startHost(
      handled(jobs.sum, async ({ attempt }) => {
        attempts.push(attempt);
        return 7;
      }),
    );

    expect((await shop.ended(id)).completed).toMatchObject({ output: 7, start: 2 });
    expect(attempts).toEqual([1, 1]);
    expect(messagesIn(await shop.told(id)).some(({ error }) => error)).toBe(false);
  });

  it('lets running jobs finish within the grace of a shutdown', async () => {
    let finish = () => undefined as void;
    const host = await shop.startHost(handled(jobs.sum, () => new Promise((resolve) => (finish = () => resolve(1)))));
    const id = await shop.put(jobs.sum);
    await eventually(async () => expect(messagesIn(await shop.told(id))).not.toEqual([]));

    const closed = host.beforeApplicationShutdown();
    finish();
    await closed;

    expect((await shop.ended(id)).completed).toMatchObject({ output: 1, start: 1 });
  });

  it('stops for good what another process asks to stop, and only that', async () => {
    const running = new Set<string>();
    await shop.startHost(
      handled(jobs.sum, async ({ id, signal }) => {
        running.add(id);
        return untilAborted(signal).finally(() => running.delete(id));
      }),
    );
    const [stopped, other] = [await shop.put(jobs.sum), await shop.put(jobs.sum)];
    await eventually(() => expect(running.size).toBe(2));

    const job = await eventually(async () => {
      await shop.client.askToStop(testQueue, stopped);
      const [held] = await shop.state.jobs(testQueue, [stopped]);
      expect(held?.finishedAtMs).toBeDefined();
      return held;
    });

    expect(job).toMatchObject({ attemptsStarted: 1, failedReason: expect.stringMatching(/^job\.cancelled: /) });
    expect([...running]).toEqual([parseBullId(other).jobId]);
  });

  it('stores artifacts in a new folder on each entry and tells those of the one that completed', async () => {
    await shop.startHost(
      handled(jobs.sum, async ({ attempt, artifact }) => {
        await artifact({ name: 'a.txt', kind: 'report', mediaType: 'text/plain' }, `attempt ${attempt}`);
        if (attempt === 1) await artifact({ name: 'b.txt', kind: 'report', mediaType: 'text/plain' }, 'only here');
        if (attempt === 1) throw new AppError('engine.failed', 'Again');
        return 1;
      }),
    );
    const id = await shop.put(jobs.sum);

    const { completed } = await shop.ended(id);

    const [stored] = completed!.artifacts;
    expect(completed!.artifacts).toHaveLength(1);
    expect(stored).toMatchObject({ name: 'a.txt', key: `jobs/${parseBullId(id).jobId}/${completed!.execution}/a.txt` });
    expect(shop.storage.files.get(stored!.key)?.toString()).toBe('attempt 2');
    expect([...shop.storage.files.values()].map(String).sort()).toEqual(['attempt 1', 'attempt 2', 'only here']);
  });
});
