import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../faults/until.ts';
import { WholeSystem } from '../test/whole-system.ts';
import { OtlpReceiver } from '../trace/otlp-receiver.ts';
import { type Asked, panelQueries, ruleQueries } from './asked.ts';
import { LivePrometheus } from './live-prometheus.ts';
import { LiveWork } from './live-work.ts';
import { mayBeEmpty, rareMetrics } from './may-be-empty.ts';
import { metricsOf, resolved } from './promql.ts';
import { targetsOf } from './targets-of.ts';

/** The ends of jobs reach all figures within this time: those of Postgres are read at a scrape. */
const settleMs = 8_000;
const withTraces = ['job_attempt_duration_seconds', 'http_server_request_duration_seconds'];

/** It has looked once at each service: what grew before that has not grown to it. */
async function startPrometheus(system: WholeSystem): Promise<LivePrometheus> {
  const targets = await targetsOf(system);
  const prometheus = await LivePrometheus.start(targets);
  await until('each service has been asked', async () => (await prometheus.query('up == 1')).length === targets.length);
  return prometheus;
}

/** Asks a running system, with real jobs in it, what every panel and every rule asks. True where each has its answer. */
export async function checkLive(): Promise<boolean> {
  const receiver = await OtlpReceiver.start();
  const system = await WholeSystem.start({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    ENGINE_TRANSLATOR_CALLS: '10000',
  });
  let prometheus: LivePrometheus | undefined;
  try {
    prometheus = await startPrometheus(system);
    await new LiveWork(system).run();
    await delay(settleMs);
    const faults = [...(await emptyOnes(prometheus)), ...(await untraced(prometheus, receiver))];
    for (const fault of faults) console.error(fault);
    return faults.length === 0;
  } finally {
    await prometheus?.stop();
    await system.stop();
    await receiver.stop();
  }
}

async function emptyOnes(prometheus: LivePrometheus): Promise<string[]> {
  const existing = await existingMetrics(prometheus);
  const panels = await Promise.all(panelQueries().map((asked) => emptyPanel(prometheus, asked, existing)));
  const rules = await Promise.all(ruleQueries().map((asked) => deafRule(prometheus, asked, existing)));
  const faults = [...panels, ...rules].filter((fault) => fault !== undefined);
  console.log(`${panels.length} questions of panels, ${rules.length} of rules, ${faults.length} without an answer`);
  return faults;
}

async function emptyPanel(prometheus: LivePrometheus, { by, expr }: Asked, existing: ReadonlySet<string>) {
  const series = await prometheus.query(resolved(expr));
  if (series.some(({ value }) => Number.isFinite(value))) return undefined;
  const missing = missingOf(expr, existing);
  const reason =
    mayBeEmpty[by] ?? (missing.length ? missing.map((name) => rareMetrics[name]).find(Boolean) : undefined);
  if (reason) return console.log(`  empty: ${by}: ${reason}`);
  return `${by} is empty${missing.length ? `: there is no ${missing.join(', ')}` : ''}: ${expr}`;
}

/** An alert has no series when all is well; but what it looks at has to be there. */
async function deafRule(prometheus: LivePrometheus, { by, expr }: Asked, existing: ReadonlySet<string>) {
  await prometheus.query(expr);
  const missing = missingOf(expr, existing).filter((name) => !rareMetrics[name]);
  return missing.length ? `${by} looks at ${missing.join(', ')}, which is not there` : undefined;
}

const missingOf = (expr: string, existing: ReadonlySet<string>) =>
  metricsOf(resolved(expr)).filter((name) => !existing.has(name) && name !== 'ALERTS');

async function existingMetrics(prometheus: LivePrometheus) {
  const series = await prometheus.query('count by (__name__) ({__name__=~".+"})');
  return new Set(series.map(({ metric }) => metric.__name__ ?? ''));
}

/** Every dot in a panel leads to a trace that is there. */
async function untraced(prometheus: LivePrometheus, { spans }: OtlpReceiver): Promise<string[]> {
  const known = new Set(spans.map(({ traceId }) => traceId));
  const checked = withTraces.map(async (histogram) => {
    const traces = await prometheus.tracesOf(histogram);
    const lost = traces.filter((traceId) => !known.has(traceId));
    if (traces.length > 0 && lost.length === 0) return [];
    return [`${histogram}: ${traces.length} exemplars, of which ${lost.length} lead to no trace`];
  });
  return (await Promise.all(checked)).flat();
}
