import { AppError } from '@polyspool/contracts/errors';
import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { parseBullId } from './job-ids.js';
import { testJobs, untilAborted } from './testing-kinds.js';
import { handled, messagesIn, openWorkshop, testQueue, type Workshop } from './testing-workshop.js';

describe('a job that stops before its end', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  it('tries again what may succeed later, and tells why the attempt before failed', async () => {
    await shop.startHost(
      handled(testJobs.sum, async ({ attempt }) => {
        if (attempt < 3) throw new AppError('engine.failed', `Attempt ${attempt}`);
        return attempt;
      }),
    );
    const id = await shop.put(testJobs.sum);

    const job = await shop.ended(id);

    expect(job.completed).toMatchObject({ output: 3, start: 3 });
    const told = messagesIn(await shop.told(id));
    expect(told.filter(({ error }) => error).map(({ attempt, error }) => [attempt, error])).toMatchObject([
      [1, { code: 'engine.failed', detail: 'Attempt 1' }],
      [2, { code: 'engine.failed', detail: 'Attempt 2' }],
    ]);
    expect(new Set([job.completed, ...told].map((message) => message?.execution)).size).toBe(3);
  });

  it('enters again later without an attempt when the handler asks for it', async () => {
    const attempts: number[] = [];
    await shop.startHost(
      handled(testJobs.sum, async ({ attempt, retryLater }) => {
        attempts.push(attempt);
        return attempts.length < 5 ? retryLater(5) : 1;
      }),
    );

    const id = await shop.put(testJobs.sum);

    const job = await shop.ended(id);

    expect(attempts).toEqual([1, 1, 1, 1, 1]);
    expect(job.completed).toMatchObject({ start: 5 });
    const waits = messagesIn(await shop.told(id)).flatMap(({ wait }) => wait ?? []);
    expect(waits.map(({ reason }) => reason)).toEqual(Array(4).fill('backoff'));
    for (const { untilMs } of waits) expect(Math.abs(untilMs! - Date.now())).toBeLessThan(60_000);
  });

  it('lets a handler answer its soft limit by asking to go on later', async () => {
    let entries = 0;
    await shop.startHost(
      handled(testJobs.slow, async ({ signal, retryLater }) => {
        if (++entries > 1) return 'done';
        return untilAborted(signal).catch(() => retryLater(1));
      }),
    );
    const id = await shop.put(testJobs.slow);

    const job = await shop.ended(id);

    expect(job.completed).toMatchObject({ output: 'done', start: 2 });
    expect(messagesIn(await shop.told(id)).some(({ error }) => error)).toBe(false);
  });

  it('fails the attempt of a handler that hangs past the hard limit, and hears no more of it', async () => {
    let late: (() => void) | undefined;
    await shop.startHost(
      handled(testJobs.slow, async ({ attempt, report }) => {
        if (attempt > 1) return 'done';
        late = () => report('wait', 0.9, 'from the dead');
        return new Promise(() => undefined);
      }),
    );
    const id = await shop.put(testJobs.slow);

    const job = await shop.ended(id);
    late?.();

    expect(job.completed).toMatchObject({ output: 'done', start: 2 });
    expect(messagesIn(await shop.told(id)).flatMap(({ error }) => error?.code ?? [])).toEqual(['job.hardLimit']);
    expect(messagesIn(await shop.told(id)).some(({ message }) => message === 'from the dead')).toBe(false);
  });

  it('gives its jobs back without an attempt when it shuts down, and another host finishes them', async () => {
    const attempts: number[] = [];
    const first = await shop.startHost(
      handled(testJobs.sum, async ({ attempt, signal }) => {
        attempts.push(attempt);
        return untilAborted(signal);
      }),
    );
    const id = await shop.put(testJobs.sum);
    await eventually(() => expect(attempts).toEqual([1]));

    await first.beforeApplicationShutdown();
    await shop.startHost(
      handled(testJobs.sum, async ({ attempt }) => {
        attempts.push(attempt);
        return 7;
      }),
    );

    expect((await shop.ended(id)).completed).toMatchObject({ output: 7, start: 2 });
    expect(attempts).toEqual([1, 1]);
    expect(messagesIn(await shop.told(id)).some(({ error }) => error)).toBe(false);
  });

  it('says that it began before it gives a job back, however early that is: without a word it would pass for a fetch', async () => {
    let starts = 0;
    await shop.startHost(
      handled(testJobs.sum, async ({ attempt }) => {
        if (starts++ === 0) throw new AppError('job.interrupted', 'It is asked to end at once');
        return attempt;
      }),
    );
    const id = await shop.put(testJobs.sum);

    await shop.ended(id);

    const told = (await shop.told(id)).map(({ event, prev }) =>
      event === 'waiting' ? `${event} ${prev ?? ''}` : event,
    );
    expect(told.indexOf('progress')).toBeLessThan(told.indexOf('waiting active'));
    expect(told).toEqual(expect.arrayContaining(['progress', 'waiting active']));
  });

  it('hands a job over between two steps when the next one would not be done within the grace', async () => {
    const begun: string[] = [];
    let finish = () => undefined as void;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const longMs = 100;
    const inSteps = handled(testJobs.sum, async ({ id, step }) => {
      for (const name of ['a', 'b', 'c', 'd'])
        await step('wait', [id, name], async () => {
          begun.push(name);
          await (name === 'b' ? held : new Promise((resolve) => setTimeout(resolve, longMs)));
        });
      return 4;
    });
    const first = await shop.startHostWith([inSteps], { shutdownGraceMs: longMs - 1 });
    const id = await shop.put(testJobs.sum);
    await eventually(() => expect(begun).toEqual(['a', 'b']));

    const closed = first.beforeApplicationShutdown();
    finish();
    await closed;
    const byTheFirst = [...begun];
    await shop.startHost(inSteps);

    expect((await shop.ended(id)).completed).toMatchObject({ output: 4 });
    expect([byTheFirst, begun]).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c', 'd'],
    ]);
    expect(messagesIn(await shop.told(id)).some(({ error }) => error)).toBe(false);
  });

  it('lets running jobs finish within the grace of a shutdown', async () => {
    let finish = () => undefined as void;
    const host = await shop.startHost(
      handled(testJobs.sum, () => new Promise((resolve) => (finish = () => resolve(1)))),
    );
    const id = await shop.put(testJobs.sum);
    await eventually(async () => expect(messagesIn(await shop.told(id))).not.toEqual([]));

    const closed = host.beforeApplicationShutdown();
    finish();
    await closed;

    expect((await shop.ended(id)).completed).toMatchObject({ output: 1, start: 1 });
  });

  it('stops for good what another process asks to stop, and only that', async () => {
    const running = new Set<string>();
    await shop.startHost(
      handled(testJobs.sum, async ({ id, signal }) => {
        running.add(id);
        return untilAborted(signal).finally(() => running.delete(id));
      }),
    );
    const [stopped, other] = [await shop.put(testJobs.sum), await shop.put(testJobs.sum)];
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
});
