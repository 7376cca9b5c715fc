import { z } from 'zod';
import { readEnv } from '../env.js';
import { ownPackage } from '../own-package.js';

export interface TelemetryEnv {
  readonly enabled: boolean;
  readonly serviceName: string;
  /** Where spans go: `otlp` where nothing is said. */
  readonly exporter: string;
  readonly batches: {
    readonly maxQueueSize: number;
    readonly maxExportBatchSize: number;
    readonly scheduledDelayMillis: number;
    readonly exportTimeoutMillis: number;
  };
}

const samplers = ['always_on', 'always_off', 'traceidratio'] as const;
const count = z.coerce.number().int().min(1);

const variables = {
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url().optional(),
  // The SDK takes everything for a sampler that it does not know.
  OTEL_TRACES_SAMPLER: z.enum([...samplers, ...samplers.map((name) => `parentbased_${name}` as const)]).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).optional(),
  OTEL_BSP_MAX_QUEUE_SIZE: count.default(2048),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: count.default(512),
  OTEL_BSP_SCHEDULE_DELAY: count.default(5_000),
  OTEL_BSP_EXPORT_TIMEOUT: count.default(30_000),
};

/** OpenTelemetry's own variables; the SDK reads sampler, endpoint and headers itself. */
export function telemetryEnv(source?: Readonly<Record<string, string | undefined>>): TelemetryEnv {
  const env = readEnv(variables, source);
  const wanted = env.OTEL_TRACES_EXPORTER ?? env.OTEL_EXPORTER_OTLP_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  const exporter = env.OTEL_TRACES_EXPORTER ?? 'otlp';
  return {
    enabled: wanted !== undefined && exporter !== 'none' && env.OTEL_SDK_DISABLED?.toLowerCase() !== 'true',
    serviceName: env.OTEL_SERVICE_NAME ?? ownPackage().name,
    exporter,
    batches: {
      maxQueueSize: env.OTEL_BSP_MAX_QUEUE_SIZE,
      maxExportBatchSize: env.OTEL_BSP_MAX_EXPORT_BATCH_SIZE,
      scheduledDelayMillis: env.OTEL_BSP_SCHEDULE_DELAY,
      exportTimeoutMillis: env.OTEL_BSP_EXPORT_TIMEOUT,
    },
  };
}
