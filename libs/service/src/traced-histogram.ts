import { context, trace, TraceFlags } from '@opentelemetry/api';
import { Histogram, type OpenMetricsContentType, type Registry } from 'prom-client';
import type { MetricOptions } from './metrics.js';

export interface TracedHistogramOptions<Label extends string> extends MetricOptions<Label> {
  readonly buckets: readonly number[];
}

/** A histogram that keeps in each bucket the trace of the last thing that fell into it. */
export class TracedHistogram<Label extends string> {
  readonly #histogram: Histogram<Label>;

  constructor(
    { name, help, labels = [], buckets }: TracedHistogramOptions<Label>,
    registry: Registry<OpenMetricsContentType>,
  ) {
    const options = { name, help, labelNames: labels, buckets: [...buckets], enableExemplars: true };
    this.#histogram = new Histogram<Label>({ ...options, registers: [registry] });
  }

  /** `traceparent`: of what was measured, where that is not the active trace. */
  observe(labels: Readonly<Record<Label, string | number>>, value: number, traceparent?: string | null) {
    const traceId = traceparent === undefined ? activeTraceId() : sampledTraceId(traceparent);
    const exemplarLabels = traceId === undefined ? {} : { trace_id: traceId };
    this.#histogram.observe({ labels, value, exemplarLabels: exemplarLabels as Partial<Record<Label, string>> });
  }
}

function activeTraceId() {
  const active = trace.getSpanContext(context.active());
  return active && active.traceFlags & TraceFlags.SAMPLED ? active.traceId : undefined;
}

const sampledTraceId = (traceparent: string | null) =>
  /^00-([\da-f]{32})-[\da-f]{16}-[\da-f][13579bdf]$/.exec(traceparent ?? '')?.[1];
