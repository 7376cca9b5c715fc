import { telemetryEnv } from './telemetry/env.js';

/**
 * Loaded before the service: `node --import @polyspool/service/telemetry dist/main.js`.
 * The SDK is only loaded when somebody listens to it.
 */
const env = telemetryEnv();
if (env.enabled) {
  const { startTelemetry } = await import('./telemetry/start-telemetry.js');
  startTelemetry(env);
}
