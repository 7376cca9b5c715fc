import { errorCodes } from '@polyspool/contracts/errors';

/** What people may expect, and how often it may be otherwise. */
export interface Slo {
  readonly name: string;
  readonly title: string;
  /** The share that has to be good, of what happens in 30 days. */
  readonly objective: number;
  /** The share that is not, over a window such as `5m`; nothing where nothing happens. */
  readonly errorRatio: (window: string) => string;
}

const faults = Object.entries(errorCodes).filter(([, { status }]) => status >= 500);
/** Codes of failures that are the platform's; the others are of what people have sent. */
export const platformCodes = faults.map(([code]) => code.replaceAll('.', '\\\\.')).join('|');

const requests = 'http_server_request_duration_seconds';
/** What changes or begins something. Uploads take as long as their files are large. */
const asked = 'job="gateway", http_request_method="POST", http_route!~".*upload.*"';
const ended = 'jobs_finished_total{outcome=~"succeeded|failed"}';
const failed = `jobs_finished_total{outcome="failed", error_code=~"${platformCodes}"}`;

export const slos: readonly Slo[] = [
  {
    name: 'api-errors',
    title: 'Requests are answered without a fault of the platform',
    objective: 0.999,
    errorRatio: (window) =>
      `(sum(rate(${requests}_count{job="gateway", http_response_status_code=~"5.."}[${window}])) or vector(0))` +
      ` / (sum(rate(${requests}_count{job="gateway"}[${window}])) > 0)`,
  },
  {
    name: 'api-latency',
    title: 'What is asked for is accepted within half a second',
    objective: 0.99,
    errorRatio: (window) => slowerThan(requests, '0.5', asked, window),
  },
  {
    name: 'job-failures',
    title: 'Jobs do not fail by a fault of the platform',
    objective: 0.99,
    errorRatio: (window) => `(sum(rate(${failed}[${window}])) or vector(0)) / (sum(rate(${ended}[${window}])) > 0)`,
  },
  {
    name: 'job-wait',
    title: 'Jobs begin within a minute of when they could',
    objective: 0.95,
    errorRatio: (window) => slowerThan('job_wait_duration_seconds', '60', '', window),
  },
  {
    name: 'event-lag',
    title: 'What a worker reports is recorded and told within five seconds',
    objective: 0.99,
    errorRatio: (window) => slowerThan('job_event_lag_seconds', '5', '', window),
  },
];

function slowerThan(histogram: string, seconds: string, labels: string, window: string) {
  // Prometheus 3 writes the bounds of buckets as floats: 60 is 60.0 there.
  const bound = `le=~"${seconds.replace('.', '\\\\.')}(\\\\.0)?"`;
  const quick = [labels, bound].filter(Boolean).join(', ');
  return (
    `1 - sum(rate(${histogram}_bucket{${quick}}[${window}]))` +
    ` / (sum(rate(${histogram}_count{${labels}}[${window}])) > 0)`
  );
}
