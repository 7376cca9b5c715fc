import { z } from 'zod';
import { readEnv } from '../env.js';
import { ownPackage } from '../own-package.js';

export interface TelemetryEnv {
  readonly enabled: boolean;
  readonly serviceName: string;
  /** Where spans go: `otlp` where nothing is said. */
  readonly exporter: string;
}

/** OpenTelemetry's own variables; the exporter reads endpoint and headers itself. */
export function telemetryEnv(source?: Readonly<Record<string, string | undefined>>): TelemetryEnv {
  const env = readEnv(
    {
      OTEL_SDK_DISABLED: z.string().optional(),
      OTEL_SERVICE_NAME: z.string().optional(),
      OTEL_TRACES_EXPORTER: z.string().optional(),
      OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url().optional(),
    },
    source,
  );
  const wanted = env.OTEL_TRACES_EXPORTER ?? env.OTEL_EXPORTER_OTLP_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  const exporter = env.OTEL_TRACES_EXPORTER ?? 'otlp';
  return {
    enabled: wanted !== undefined && exporter !== 'none' && env.OTEL_SDK_DISABLED?.toLowerCase() !== 'true',
    serviceName: env.OTEL_SERVICE_NAME ?? ownPackage().name,
    exporter,
  };
}
