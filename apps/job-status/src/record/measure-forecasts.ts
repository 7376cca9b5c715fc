import { type Histogram, metrics } from '@opentelemetry/api';
import type { ForecastRatio } from '@polyspool/database/step-rates';

let histogram: Histogram | undefined;

/** Tells OpenTelemetry by what factor first forecasts were wrong: 1 is right, 2 is twice as long as said. */
export function measureForecasts(ratios: readonly ForecastRatio[]) {
  if (!ratios.length) return;
  histogram ??= metrics.getMeter('polyspool').createHistogram('polyspool.job.forecast.ratio', {
    description: 'Actual seconds of a job divided by those of its first forecast',
    unit: '1',
    advice: { explicitBucketBoundaries: [0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 4, 10] },
  });
  for (const { type, ratio } of ratios) histogram.record(ratio, { 'polyspool.job.type': type });
}
