import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, type OpenMetricsContentType, Registry } from 'prom-client';
import { Logger } from './logger.js';
import { toPlainText } from './plain-text-metrics.js';
import { checkWithin } from './readiness.js';
import { TracedHistogram, type TracedHistogramOptions } from './traced-histogram.js';

export interface MetricOptions<Label extends string> {
  /** As OpenTelemetry's semantic conventions name it, where they do; with its unit. */
  readonly name: string;
  readonly help: string;
  /** What they say must be of a list: never an id, a person or an address. */
  readonly labels?: readonly Label[];
}

/** Well below Prometheus' 10 s for a scrape. */
const readWithinMs = 3_000;

/** What Prometheus scrapes at `/metrics`. Each part of a service adds what it alone knows. */
@Injectable()
export class Metrics {
  readonly #registry = new Registry<OpenMetricsContentType>();
  /** Each answers why it could not be done. */
  readonly #reads: (() => Promise<unknown>)[] = [];

  constructor(private readonly log: Logger) {
    this.#registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  }

  counter<Label extends string = never>({ name, help, labels = [] }: MetricOptions<Label>) {
    return new Counter<Label>({ name, help, labelNames: labels, registers: [this.#registry] });
  }

  gauge<Label extends string = never>({ name, help, labels = [] }: MetricOptions<Label>) {
    return new Gauge<Label>({ name, help, labelNames: labels, registers: [this.#registry] });
  }

  histogram<Label extends string = never>(options: TracedHistogramOptions<Label>) {
    return new TracedHistogram<Label>(options, this.#registry);
  }

  /**
   * `read` is asked at each scrape, and what it answers is shown by the gauges. What cannot be read is absent then, never 0:
   * nothing is scaled down, and no alarm ends, because a store is away. One that takes longer is not waited for, and is not asked
   * once more by the next scrape while it is under way.
   */
  readOnScrape<Figures>(
    gauges: readonly Pick<Gauge, 'reset' | 'remove'>[],
    read: () => Promise<Figures>,
    show: (figures: Figures) => void,
  ) {
    let underWay: Promise<Figures> | undefined;
    const ask = () => (underWay ??= read().finally(() => (underWay = undefined)));
    this.#reads.push(async () => {
      let shown: () => void = () => undefined;
      const check = async () => {
        const figures = await ask();
        shown = () => show(figures);
      };
      const { error } = await checkWithin({ name: 'metrics', check }, readWithinMs);
      for (const gauge of gauges) clear(gauge);
      if (error === undefined) shown();
      return error;
    });
  }

  /** Of this process: CPU, memory, event loop, garbage. */
  collectDefaults() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** With exemplars and as OpenMetrics for those who ask for it, else in the older text format, which knows none. */
  async scrape(accept = ''): Promise<{ readonly mediaType: string; readonly text: string }> {
    const errors = (await Promise.all(this.#reads.map((read) => read()))).filter((error) => error !== undefined);
    if (errors.length) this.log.warn({ err: errors[0] }, 'Some metrics could not be read');
    const text = await this.#registry.metrics();
    return accept.includes('application/openmetrics-text')
      ? { mediaType: Registry.OPENMETRICS_CONTENT_TYPE, text }
      : { mediaType: Registry.PROMETHEUS_CONTENT_TYPE, text: toPlainText(text) };
  }
}

function clear(gauge: Pick<Gauge, 'reset' | 'remove'>) {
  gauge.reset();
  gauge.remove({}); // one without labels is 0 after `reset`
}
