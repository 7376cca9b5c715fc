import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import type { TelemetryEnv } from './env.js';
import { countingMeters } from './span-counts.js';

/** Keeps a bounded number of spans: where nobody takes them, newer ones are left out, and counted. */
export const toCollector = (batches: TelemetryEnv['batches'], exporter = new OTLPTraceExporter()) =>
  new BatchSpanProcessor({ exporter, selfObsMeterProvider: countingMeters, ...batches });
