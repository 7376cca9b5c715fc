import {
  createNoopMeter,
  type Attributes,
  type Histogram,
  type Meter,
  type MeterProvider,
  metrics,
} from '@opentelemetry/api';
import { measureForecasts } from './measure-forecasts.js';

/** Remembers what histograms are told. */
class FakeMeterProvider implements MeterProvider {
  readonly recorded: [name: string, value: number, attributes?: Attributes][] = [];

  getMeter(): Meter {
    const createHistogram = (name: string): Histogram => ({
      record: (value, attributes) => void this.recorded.push([name, value, attributes]),
    });
    return Object.assign(createNoopMeter(), { createHistogram });
  }
}

describe('the error of forecasts', () => {
  it('is a histogram by job type', () => {
    const provider = new FakeMeterProvider();
    metrics.setGlobalMeterProvider(provider);

    measureForecasts([
      { type: 'video.process', ratio: 1.5 },
      { type: 'system.debug', ratio: 1 },
    ]);

    const name = 'polyspool.job.forecast.ratio';
    expect(provider.recorded).toEqual([
      [name, 1.5, { 'polyspool.job.type': 'video.process' }],
      [name, 1, { 'polyspool.job.type': 'system.debug' }],
    ]);
  });
});
