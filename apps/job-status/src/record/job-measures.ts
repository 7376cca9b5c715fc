import { catalogue, queueNames } from '@polyspool/contracts/catalogue';
import type { AttemptChange } from '@polyspool/database/attempts';
import { countEnds } from '@polyspool/database/job-counters';
import type { LedgerRow } from '@polyspool/database/job-ledger';
import type { ForecastRatio } from '@polyspool/database/step-rates';
import { jobBuckets } from '@polyspool/jobs/job-buckets';
import type { Metrics } from '@polyspool/service/metrics';

/** What of a batch is measured once it is committed. */
export interface Measured {
  /** Those that have begun for the first time. */
  readonly begun: readonly LedgerRow[];
  readonly ended: readonly LedgerRow[];
  readonly attempts: readonly AttemptChange[];
  readonly stalled: number;
  /** Events of an older dispatch or start, and those after the end. */
  readonly fenced: number;
  readonly forecasts: readonly ForecastRatio[];
  /** When each event came into Redis, by its clock. */
  readonly heardAtMs: readonly number[];
}

const lagBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const endedAttempts: ReadonlySet<AttemptChange['outcome']> = new Set(['succeeded', 'failed', 'lost', 'cancelled']);

/** How jobs fare, by what has been recorded of them. One replica leads each queue: sums over replicas count nothing twice. */
export class JobMeasures {
  readonly #countEnd;
  readonly #wait;
  readonly #process;
  readonly #endToEnd;
  readonly #attempts;
  readonly #stalled;
  readonly #fenced;
  readonly #reconciled;
  readonly #lag;
  readonly #forecastError;

  constructor(metrics: Metrics) {
    const labels = ['queue'] as const;
    const inQueue = (name: string, help: string, buckets: readonly number[] = jobBuckets) =>
      metrics.histogram({ name, help, labels, buckets });
    this.#countEnd = countEnds(metrics);
    this.#wait = inQueue('job_wait_duration_seconds', 'From when a job was accepted, or due, to its first start');
    this.#endToEnd = inQueue(
      'job_e2e_duration_seconds',
      'From when a job was accepted, or due, to its success; parts of jobs are not counted',
    );
    this.#process = metrics.histogram({
      name: 'job_process_duration_seconds',
      help: 'From the first start of a job to its end, waits between attempts and for parts among it',
      labels: ['queue', 'type', 'outcome'],
      buckets: jobBuckets,
    });
    const lag = 'From when an event came into Redis to its commit in Postgres';
    this.#lag = inQueue('job_event_lag_seconds', lag, lagBuckets);
    this.#attempts = metrics.counter({
      name: 'job_attempts_total',
      help: 'Attempts that have ended',
      labels: ['queue', 'outcome'],
    });
    const counter = (name: string, help: string) => metrics.counter({ name, help, labels });
    this.#stalled = counter('job_stalled_total', 'Times that a worker was lost over a job');
    this.#fenced = counter(
      'job_fenced_events_total',
      'Events of an older dispatch or start, or after the end: dropped',
    );
    this.#reconciled = counter('job_reconciled_total', 'Jobs that Redis had lost, or whose end nobody had heard');
    // Prometheus sees no increase from nothing: the first loss would go unnoticed.
    for (const lost of [this.#stalled, this.#fenced, this.#reconciled])
      for (const queue of queueNames) lost.inc({ queue }, 0);
    this.#forecastError = metrics.histogram({
      name: 'job_eta_error_ratio',
      help: 'By how much of it the first forecast of a job was wrong: 0 is right, 1 is twice as long as said',
      buckets: [0.1, 0.25, 0.5, 0.75, 1, 2, 5, 10],
    });
  }

  measure(queue: string, { begun, ended, attempts, stalled, fenced, forecasts, heardAtMs }: Measured) {
    const now = Date.now();
    for (const row of begun) this.#begin(row);
    for (const row of ended) this.#end(row);
    for (const { outcome } of attempts) if (endedAttempts.has(outcome)) this.#attempts.inc({ queue, outcome });
    if (stalled) this.#stalled.inc({ queue }, stalled);
    if (fenced) this.#fenced.inc({ queue }, fenced);
    for (const { ratio } of forecasts) this.#forecastError.observe({}, Math.abs(ratio - 1));
    for (const heardAt of heardAtMs) this.#lag.observe({ queue }, Math.max(0, now - heardAt) / 1_000, null);
  }

  reconciled(queue: string, jobs: number) {
    if (jobs) this.#reconciled.inc({ queue }, jobs);
  }

  /** For an end of which there is no event. */
  countEnd(job: Parameters<ReturnType<typeof countEnds>>[0]) {
    this.#countEnd(job);
  }

  #begin({ queue, run, readyAt, startedAt, traceparent }: LedgerRow) {
    // Of a later run nobody knows any more when it was asked for.
    if (startedAt && run === 1) this.#wait.observe({ queue }, secondsBetween(readyAt, startedAt), traceparent);
  }

  #end(row: LedgerRow) {
    const { queue, type, status, run, parentId, readyAt, startedAt, finishedAt, traceparent } = row;
    this.#countEnd(row);
    if (!finishedAt) return;
    if (startedAt) {
      const labels = { queue, type: catalogue.has(type) ? type : 'unknown', outcome: status };
      this.#process.observe(labels, secondsBetween(startedAt, finishedAt), traceparent);
    }
    if (status === 'succeeded' && run === 1 && !parentId)
      this.#endToEnd.observe({ queue }, secondsBetween(readyAt, finishedAt), traceparent);
  }
}

/** Two clocks may disagree a little. */
const secondsBetween = (from: Date, to: Date) => Math.max(0, to.getTime() - from.getTime()) / 1_000;
