import { context, trace, TraceFlags } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import fc from 'fast-check';
import { createLogger, type Logger } from './logger.js';
import { Metrics } from './metrics.js';
import { readMetrics } from './testing/read-metrics.js';

const openMetrics = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5';

describe('metrics', () => {
  const lines: Record<string, unknown>[] = [];
  let log: Logger;
  let metrics: Metrics;
  beforeAll(async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager());
    const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
    log = await createLogger({ name: 'test', LOG_LEVEL: 'info', LOG_FORMAT: 'json', destination });
  });
  afterAll(() => context.disable());
  beforeEach(() => {
    lines.length = 0;
    metrics = new Metrics(log);
  });

  const inTrace = (traceFlags: TraceFlags, work: () => void) => {
    const traced = trace.setSpanContext(context.active(), {
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      traceFlags,
    });
    context.with(traced, work);
  };

  it('are in the older text format for whoever asks for nothing else, and by turns', async () => {
    metrics.counter({ name: 'jobs_total', help: 'Jobs' }).inc(3);
    metrics.counter({ name: 'calls_total', help: 'Calls', labels: ['engine'] }).inc({ engine: 'a # {b="c"} 1 2' });
    const wanted = '# HELP jobs_total Jobs\n# TYPE jobs_total counter\njobs_total 3\n';

    const [first, open, second] = [
      await metrics.scrape(),
      await metrics.scrape(openMetrics),
      await metrics.scrape('*/*'),
    ];

    expect(first.mediaType).toMatch('text/plain; version=0.0.4');
    expect(first.text).toContain(wanted);
    expect(first.text).toContain('calls_total{engine="a # {b=\\"c\\"} 1 2"} 1\n');
    expect(second).toEqual(first);
    expect(open.mediaType).toMatch('application/openmetrics-text; version=1.0.0');
    expect(open.text).toMatch(/^# TYPE jobs counter\njobs_total 3$/m);
    expect(open.text).toMatch(/\n# EOF\n$/);
  });

  it('say what fell into a bucket last by its trace, where that was kept', async () => {
    const durations = metrics.histogram({ name: 'd_seconds', help: 'D', labels: ['queue'], buckets: [1, 10] });

    inTrace(TraceFlags.SAMPLED, () => durations.observe({ queue: 'video' }, 0.5));
    inTrace(TraceFlags.NONE, () => durations.observe({ queue: 'video' }, 20));
    durations.observe({ queue: 'video' }, 5, `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`);
    durations.observe({ queue: 'video' }, 5, `00-${'e'.repeat(32)}-${'d'.repeat(16)}-00`);
    const [open, plain] = [(await metrics.scrape(openMetrics)).text, (await metrics.scrape()).text];

    expect(open).toMatch(
      new RegExp(`^d_seconds_bucket\\{le="1",queue="video"\\} 1 # \\{trace_id="${'a'.repeat(32)}"\\} 0.5 `, 'm'),
    );
    expect(open).toMatch(
      new RegExp(`^d_seconds_bucket\\{le="10",queue="video"\\} 3 # \\{trace_id="${'c'.repeat(32)}"\\} 5 `, 'm'),
    );
    expect(open).toMatch(/^d_seconds_bucket\{le="\+Inf",queue="video"\} 4$/m);
    expect(plain).not.toContain('trace_id');
    expect(readMetrics(plain).get('d_seconds_bucket')).toHaveLength(3);
  });

  it('are absent, and no 0, when they cannot be read, also where they were before', async () => {
    let isAway = false;
    const [depth, pending] = [
      metrics.gauge({ name: 'depth', help: 'Depth', labels: ['queue'] }),
      metrics.gauge({ name: 'pending', help: 'Pending' }),
    ];
    const read = async () => {
      if (isAway) throw new Error('away');
      return 7;
    };
    metrics.readOnScrape([depth, pending], read, (figure) => {
      depth.set({ queue: 'video' }, figure);
      pending.set(figure);
    });

    const there = readMetrics((await metrics.scrape()).text);
    isAway = true;
    const away = readMetrics((await metrics.scrape()).text);
    isAway = false;
    const back = readMetrics((await metrics.scrape()).text);

    for (const scraped of [there, back]) {
      expect(scraped.get('depth')).toEqual([{ labels: { queue: 'video' }, value: 7 }]);
      expect(scraped.get('pending')).toEqual([{ labels: {}, value: 7 }]);
    }
    expect([...away.keys()]).toEqual([]);
    expect(lines.map(({ msg }) => msg)).toEqual(['Some metrics could not be read']);
  });

  it('share the read that is under way, and ask again when it is over', async () => {
    const gauge = metrics.gauge({ name: 'depth', help: 'Depth' });
    const reads: PromiseWithResolvers<number>[] = [];
    const read = () => {
      reads.push(Promise.withResolvers());
      return reads.at(-1)!.promise; // just pushed
    };
    metrics.readOnScrape([gauge], read, (depth) => gauge.set(depth));
    const depthIn = ({ text }: { text: string }) => readMetrics(text).get('depth')?.[0]?.value;

    const scrapes = [metrics.scrape(), metrics.scrape()];
    expect(reads).toHaveLength(1);
    reads[0]!.resolve(5);
    expect((await Promise.all(scrapes)).map(depthIn)).toEqual([5, 5]);
    const failed = [metrics.scrape(), metrics.scrape()];
    reads[1]!.reject(new Error('away'));
    expect((await Promise.all(failed)).map(depthIn)).toEqual([undefined, undefined]);
    const next = metrics.scrape();
    reads[2]!.resolve(7);

    expect([depthIn(await next), reads.length]).toEqual([7, 3]);
  });

  it('can be read back, whatever their labels say', async () => {
    // There is no -0 in the format.
    const value = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);
    const given = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary' }), value), {
      selector: ([label]) => label,
      maxLength: 9,
    });
    await fc.assert(
      fc.asyncProperty(given, async (samples) => {
        const fresh = new Metrics(log);
        const gauge = fresh.gauge({ name: 'g', help: 'Said\nin two \\ lines', labels: ['label'] });
        for (const [label, number] of samples) gauge.set({ label }, number);

        const found = readMetrics((await fresh.scrape()).text).get('g') ?? [];

        expect(found).toEqual(samples.map(([label, number]) => ({ labels: { label }, value: number })));
      }),
      { numRuns: 200 },
    );
  });
});
