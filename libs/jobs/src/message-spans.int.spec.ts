import { AppError } from '@polyspool/contracts/errors';
import { recordSpans } from '@polyspool/service/testing/recorded-spans';
import { testStores } from '@polyspool/service/testing/env';
import { currentTraceparent, inSpan } from '@polyspool/service/tracing';
import { parseBullId } from './job-ids.js';
import { longWaitMs, sendSpan } from './message-spans.js';
import { halve, testJobs } from './testing-kinds.js';
import { handled, messagesIn, openWorkshop, type Workshop } from './testing-workshop.js';
import { mostInOneTrace } from './traced-children.js';

const spans = recordSpans();
const byStart = (name: string) =>
  spans
    .named(name)
    .sort((a, b) => Number(a.attributes['polyspool.job.attempt']) - Number(b.attributes['polyspool.job.attempt']));

describe('the spans of a job', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
  });
  afterEach(() => shop.close());

  /** As job-status puts it, in the trace of a request. */
  const request = () => inSpan('request', { traceparent: null }, async () => currentTraceparent()!);
  const [traceIdIn, spanIdIn] = [1, 2].map((at) => (traceparent: string) => traceparent.split('-')[at]);

  it('are one for each attempt, named and described as messaging has it, and failed where the attempt has', async () => {
    await shop.startHost(
      handled(testJobs.sum, async ({ attempt }) => {
        if (attempt === 1) throw new AppError('engine.failed', 'Not now');
        if (attempt === 2) throw new AppError('media.noAudio', 'Never');
        return 1;
      }),
    );
    const traceparent = await request();

    const id = await shop.put(testJobs.sum, {}, { traceparent });
    await shop.ended(id);

    const { jobId } = parseBullId(id);
    const attempts = byStart('process test.sum');
    expect(attempts.map(({ attributes, status }) => [attributes['error.type'], status.code])).toEqual([
      ['engine.failed', 2],
      ['media.noAudio', 2],
    ]);
    for (const span of attempts) {
      expect(span.parentSpanContext).toMatchObject({
        traceId: traceIdIn!(traceparent),
        spanId: spanIdIn!(traceparent),
      });
      expect(span.attributes).toMatchObject({
        'messaging.system': 'bullmq',
        'messaging.operation.type': 'process',
        'messaging.operation.name': 'process',
        'messaging.destination.name': 'test',
        'messaging.message.id': jobId,
        'polyspool.job.id': jobId,
        'polyspool.job.type': 'test.sum',
      });
    }
  });

  it('are below that of the sender of all where a parent has few children', async () => {
    await shop.startHost(halve, sumOfHalves);

    await shop.ended(await shop.put(testJobs.sum, { values: [2, 4] }, { traceparent: await request() }));

    const sent = spans.named('send test.half').at(-1)!;
    const children = spans
      .named('process test.half')
      .filter((span) => span.parentSpanContext?.spanId === sent.spanContext().spanId);
    expect(sent.attributes).toMatchObject({ 'messaging.batch.message_count': 2 });
    expect(children).toHaveLength(2);
  });

  it('are traces of their own where a parent has many, linked to its trace, and it to them', async () => {
    await shop.startHost(halve, sumOfHalves);
    const traceparent = await request();
    const many = mostInOneTrace + 1;
    const values = Array.from({ length: many }, () => 2);

    const id = await shop.put(testJobs.sum, { values }, { traceparent });
    await shop.ended(id);

    const { jobId } = parseBullId(id);
    const children = spans
      .named('process test.half')
      .filter(({ attributes }) => attributes['polyspool.job.parent_id'] === jobId);
    const creates = spans
      .named('create test.half')
      .filter(({ links }) => links[0]?.context.traceId === traceIdIn!(traceparent));
    const traces = new Set(children.map((span) => span.spanContext().traceId));
    const gathered = spans
      .named('process test.sum')
      .find(({ attributes, links }) => attributes['polyspool.job.id'] === jobId && links.length);
    expect([creates.length, children.length, traces.size]).toEqual([many, many, many]);
    expect(traces).not.toContain(traceIdIn!(traceparent));
    expect(gathered?.links.every(({ context }) => traces.has(context.traceId))).toBe(true);
    expect(gathered?.spanContext().traceId).toBe(traceIdIn!(traceparent));
  });

  it('begin a trace of their own, linked to the first, after a long wait, and the job tells of it', async () => {
    const traceparent = await request();
    const job = { queue: 'test', id: 'j', type: 'test.sum', run: 1, traceparent };
    const soon = sendSpan({ ...job, createdAt: new Date() });
    const late = sendSpan({ ...job, createdAt: new Date(Date.now() - longWaitMs - 1_000) });

    expect(soon).toMatchObject({ traceparent });
    expect(late).toMatchObject({ traceparent: null, links: [traceparent] });

    await shop.startHost(handled(testJobs.sum, async ({ report }) => (report('sum', 0.5), 1)));
    const later = await request();
    const id = await shop.put(testJobs.sum, {}, { traceparent: later, hasOwnTrace: true });
    const { completed } = await shop.ended(id);

    expect(completed).toMatchObject({ traceparent: expect.stringContaining(traceIdIn!(later)!) });
    for (const message of messagesIn(await shop.told(id))) {
      expect(message).toMatchObject({ traceparent: expect.stringContaining(traceIdIn!(later)!) });
    }
  });
});

const sumOfHalves = handled(testJobs.sum, async ({ input, children }) => {
  const halves = await children(
    testJobs.half,
    input.values.map((value) => ({ value })),
  );
  return halves.length;
});
