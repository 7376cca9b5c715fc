import { FastifyOtelInstrumentation } from '@fastify/otel';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { register } from 'import-in-the-middle/register-hooks.mjs';
import type { TelemetryEnv } from './env.js';
import { onStopTelemetry } from './stop-telemetry.js';
import { toCollector } from './to-collector.js';

export function startTelemetry(env: TelemetryEnv) {
  register({ include: ['http', 'https', 'node:http', 'node:https', 'pg', 'pg-pool', 'undici', 'fastify'] });
  const sdk = new NodeSDK({
    serviceName: env.serviceName,
    // OTLP is sent as JSON over HTTP; other exporters are chosen by the SDK from the environment.
    ...(env.exporter === 'otlp' ? { spanProcessors: [toCollector(env.batches)] } : {}),
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: (request) => isChatter(request.url ?? ''),
        redactedQueryParamsServer: ['signature', 'token'],
      }),
      new FastifyOtelInstrumentation({
        registerOnInitialization: true,
        instrumentHooks: false,
        ignorePaths: ({ url }) => isChatter(url),
        // It takes the whole address for the path: a signed link would be readable in every trace.
        requestHook: (span, { url }) => void span.setAttribute('url.path', url.split('?')[0] ?? ''),
      }),
      // Polls that belong to no request or job would each be a trace of their own. Redis is not traced at all: BullMQ
      // writes a job's progress four times a second, and the text of its commands holds what people put in.
      new PgInstrumentation({ requireParentSpan: true }),
      new UndiciInstrumentation({ requireParentforSpans: true }),
    ],
  });
  sdk.start();
  onStopTelemetry(() => sdk.shutdown());
}

/** Asked every few seconds, and of no interest in a trace. */
const isChatter = (url: string) => /^\/(health|metrics|internal|socket\.io)(\/|\?|$)/.test(url);
