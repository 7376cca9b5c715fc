import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createLogger } from '../logger.js';
import { eventually } from '../testing/eventually.js';
import { telemetryEnv } from './env.js';
import { lostSpans, spanCounts } from './span-counts.js';
import { onStopTelemetry, stopTelemetry } from './stop-telemetry.js';
import { tellLostSpans } from './tell-lost-spans.js';
import { toCollector } from './to-collector.js';

const lostOf = (error: string) => spanCounts().get(error) ?? 0;
const allLost = () => lostSpans().reduce((sum, [, count]) => sum + count, 0);

/** As a service has them, but with little room, and patience of 100 ms. */
function tracerTo(url: string) {
  const { batches } = telemetryEnv({
    OTEL_BSP_MAX_QUEUE_SIZE: '10',
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '5',
    OTEL_BSP_SCHEDULE_DELAY: '10',
  });
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: 100 });
  const provider = new TracerProvider({ spanProcessors: [toCollector(batches, exporter)] });
  const tracer = provider.getTracer('test');
  const make = (count: number) => {
    for (let at = 0; at < count; at += 1) tracer.startSpan(`span ${at}`).end();
  };
  return { make, shutdown: () => provider.shutdown() };
}

describe('spans that nobody takes', () => {
  let silent: Server;
  beforeAll(async () => {
    silent = createServer(() => undefined).listen(0, '127.0.0.1'); // takes connections, and never answers
    await once(silent, 'listening');
  });
  afterAll(() => silent.close());
  const silentUrl = () => `http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1/traces`;

  it.each([
    ['refuses them', () => 'http://127.0.0.1:9/v1/traces'],
    ['never answers', silentUrl],
  ])('are kept in a bounded number and all counted, where the receiver %s', async (_, url) => {
    const [before, beforeFull] = [allLost(), lostOf('queue_full')];
    const { make, shutdown } = tracerTo(url());

    make(100);
    expect(lostOf('queue_full') - beforeFull).toBeGreaterThanOrEqual(85); // one batch is under way, ten spans wait

    await eventually(async () => expect(allLost() - before).toBe(100));
    await shutdown().catch(() => undefined);
  });

  it('hold up no end', async () => {
    onStopTelemetry(() => new Promise(() => undefined));
    await stopTelemetry();

    onStopTelemetry(() => Promise.reject(new Error('connect ECONNREFUSED')));
    await expect(stopTelemetry()).resolves.toBeUndefined();
  });

  it('are told of in the log, with the reason, and only when there are more', async () => {
    const lines: Record<string, unknown>[] = [];
    const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
    const log = await createLogger({ name: 'test', LOG_LEVEL: 'info', LOG_FORMAT: 'json', destination });
    let lost: [string, number][] = [];
    const tell = tellLostSpans(log, () => lost);

    tell();
    lost = [['queue_full', 7]];
    tell();
    tell();

    expect(lines).toEqual([expect.objectContaining({ level: 'warn', spans: 7, reasons: { queue_full: 7 } })]);
  });
});
