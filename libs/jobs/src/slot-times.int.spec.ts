import { AppError } from '@polyspool/contracts/errors';
import { Metrics } from '@polyspool/service/metrics';
import { testStores } from '@polyspool/service/testing/env';
import { eventually } from '@polyspool/service/testing/eventually';
import { readMetrics } from '@polyspool/service/testing/read-metrics';
import { recordSpans } from '@polyspool/service/testing/recorded-spans';
import { currentTraceparent, inSpan } from '@polyspool/service/tracing';
import type { RunningJob } from './job-handler.js';
import { testJobs, untilAborted } from './testing-kinds.js';
import { handled, openWorkshop, testQueue, type Workshop } from './testing-workshop.js';

recordSpans();

describe('how long jobs have slots', () => {
  let shop: Workshop;
  let metrics: Metrics;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    metrics = new Metrics(shop.log);
  });
  afterEach(() => shop.close());

  const start = (...kinds: ReturnType<typeof handled>[]) => shop.startHostWith(kinds, { metrics });
  /** How often, and for how many seconds in all, by outcome. */
  const slotsOf = async (type: string) => {
    const scraped = readMetrics((await metrics.scrape()).text);
    const of = (part: 'count' | 'sum') =>
      (scraped.get(`job_attempt_duration_seconds_${part}`) ?? [])
        .filter(({ labels }) => labels['queue'] === testQueue && labels['type'] === type)
        .map(({ labels, value }) => [labels['outcome']!, value] as const);
    return {
      counts: Object.fromEntries(of('count')),
      seconds: Object.fromEntries<number>(of('sum')),
    };
  };
  const eventuallyCounts = (type: string, counts: Readonly<Record<string, number>>) =>
    eventually(async () => expect((await slotsOf(type)).counts).toEqual(counts));

  it('is counted by what they leave them for: an answer, a failure, or only for now', async () => {
    const answers = [
      () => Promise.reject(new AppError('engine.failed', 'Again')),
      ({ retryLater }: RunningJob) => retryLater(1),
      async () => 2,
    ];
    await start(handled(testJobs.sum, (job) => answers.shift()!(job as RunningJob)));

    await shop.ended(await shop.put(testJobs.sum));
    await shop.ended(await shop.put(testJobs.slow)); // which nobody handles

    await eventuallyCounts('test.sum', { failed: 1, waiting: 1, succeeded: 1 });
    await eventuallyCounts('unknown', { failed: 1 });
  });

  it('is not what a job waits in between for its parts', async () => {
    let finish = () => undefined as void;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const part = handled(testJobs.half, () => held.then(() => 1));
    const whole = handled(testJobs.sum, async ({ children }) => (await children(testJobs.half, [{ value: 2 }])).length);
    await start(part, whole);
    const begunMs = performance.now();

    const id = await shop.put(testJobs.sum);
    await eventuallyCounts('test.sum', { waiting: 1 });
    const before = (await slotsOf('test.sum')).seconds['waiting']!;
    finish();
    await shop.ended(id);

    await eventuallyCounts('test.sum', { waiting: 1, succeeded: 1 });
    await eventuallyCounts('test.half', { succeeded: 1 });
    const { seconds } = await slotsOf('test.sum');
    expect(seconds['waiting']).toBe(before);
    expect(before + seconds['succeeded']!).toBeGreaterThan(0);
    expect(before + seconds['succeeded']!).toBeLessThan((performance.now() - begunMs) / 1_000);
  });

  it('ends as cancelled where somebody stops the job, and as waiting where its worker stops', async () => {
    let begun = 0;
    const host = await start(
      handled(testJobs.sum, async ({ signal }) => {
        begun += 1;
        return untilAborted(signal);
      }),
    );
    const cancelled = await shop.put(testJobs.sum);
    await shop.put(testJobs.sum);
    await eventually(() => expect(begun).toBe(2));

    await shop.client.askToStop(testQueue, cancelled);
    await shop.ended(cancelled);
    await host.beforeApplicationShutdown();

    await eventuallyCounts('test.sum', { cancelled: 1, waiting: 1 });
  });

  it("ends as waiting where the job is another one's already", async () => {
    await start(
      handled(testJobs.sum, async () => {
        await shop.redis.empty();
        throw new AppError('job.interrupted', 'Its lock is lost');
      }),
    );

    await shop.put(testJobs.sum);

    await eventuallyCounts('test.sum', { waiting: 1 });
  });

  it('leads to the trace of the job that was the last to leave', async () => {
    await start(handled(testJobs.sum, async () => 1));
    const traceparent = await inSpan('request', { traceparent: null }, async () => currentTraceparent()!);

    await shop.ended(await shop.put(testJobs.sum, {}, { traceparent }));

    await eventually(async () => {
      const { text } = await metrics.scrape('application/openmetrics-text');
      expect(text).toMatch(new RegExp(`job_attempt_duration_seconds_bucket.*trace_id="${traceparent.split('-')[1]}"`));
    });
  });
});
