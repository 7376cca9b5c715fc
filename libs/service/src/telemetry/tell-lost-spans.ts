import type { Logger } from '../logger.js';
import type { Metrics } from '../metrics.js';
import { lostSpans, spanCounts } from './span-counts.js';

const tellEveryMs = 60_000;

/** Says at most once a minute that spans were lost, and when it is called. Work is never held up by them. */
export function tellLostSpans(log: Logger, lost = lostSpans) {
  let told = 0;
  const tell = () => {
    const reasons = lost();
    const all = reasons.reduce((sum, [, count]) => sum + count, 0);
    if (all === told) return;
    log.warn({ spans: all - told, reasons: Object.fromEntries(reasons) }, 'Spans were lost: nobody has taken them');
    told = all;
  };
  setInterval(tell, tellEveryMs).unref();
  return tell;
}

export function countSpans(metrics: Metrics) {
  const name = 'otel_sdk_processor_span_processed_total';
  const help = 'Spans that were sent, and with an error_type those that were lost';
  const counter = metrics.counter({ name, help, labels: ['error_type'] });
  metrics.readOnScrape(
    [],
    async () => spanCounts(),
    (counts) => {
      counter.reset();
      for (const [error_type, count] of counts) counter.inc({ error_type }, count);
    },
  );
}
