import { telemetryEnv } from './env.js';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' };

describe('telemetry', () => {
  it.each([
    ['nobody listens', {}, false],
    ['there is a receiver', endpoint, true],
    ['there is a receiver of traces', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4318/v1/traces' }, true],
    ['another exporter is named', { OTEL_TRACES_EXPORTER: 'console' }, true],
    ['the SDK is disabled', { ...endpoint, OTEL_SDK_DISABLED: 'true' }, false],
    ['no exporter is wanted', { ...endpoint, OTEL_TRACES_EXPORTER: 'none' }, false],
  ])('when %s', (_, source, enabled) => {
    expect(telemetryEnv(source).enabled).toBe(enabled);
  });

  it('is sent under the name given, else under that of the package', () => {
    expect(telemetryEnv({ OTEL_SERVICE_NAME: 'mine' }).serviceName).toBe('mine');
    expect(telemetryEnv({}).serviceName).not.toBe('');
  });
});
