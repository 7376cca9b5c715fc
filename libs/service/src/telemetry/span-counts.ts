import { createNoopMeter, type Counter, type Meter, type MeterProvider } from '@opentelemetry/api';

const counts = new Map<string, number>();

/** What has become of the spans of this process, by error; '' for those that were taken. Empty without the SDK. */
export const spanCounts = (): ReadonlyMap<string, number> => counts;

/** Spans that nobody has taken, and why: `queue_full` where none were taken for so long that no more are kept. */
export const lostSpans = () => [...counts].filter(([error]) => error !== '');

/** Of the SDK's figures about itself the one that we want; a whole metrics SDK would be loaded for it otherwise. */
export const countingMeters: MeterProvider = {
  getMeter: () => {
    const meter = Object.create(createNoopMeter()) as Meter; // the other figures are for nobody
    const silent = meter.createCounter('');
    const counter: Counter = {
      add: (count, attributes) => {
        const error = String(attributes?.['error.type'] ?? '');
        counts.set(error, (counts.get(error) ?? 0) + count);
      },
    };
    const createCounter = (name: string): Counter => (name === 'otel.sdk.processor.span.processed' ? counter : silent);
    return Object.assign(meter, { createCounter });
  },
};
