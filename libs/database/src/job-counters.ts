import { queueNames } from '@polyspool/contracts/catalogue';
import { errorCodes, isErrorCode } from '@polyspool/contracts/errors';
import { type JobError, type JobStatus, terminalStatuses } from '@polyspool/contracts/job-status';
import type { Metrics } from '@polyspool/service/metrics';

interface EndedJob {
  readonly queue: string;
  readonly status: JobStatus;
  readonly error?: JobError | null;
}

type Outcome = (typeof terminalStatuses)[number];

/** Ends of jobs. Most are recorded by job-status; one that was never dispatched ends where it is cancelled. */
export function countEnds(metrics: Metrics, outcomes: readonly Outcome[] = terminalStatuses): (job: EndedJob) => void {
  const ends = metrics.counter({
    name: 'jobs_finished_total',
    help: 'Jobs that have ended, parts of jobs among them',
    labels: ['queue', 'outcome', 'error_code'],
  });
  // Prometheus sees no increase from nothing: the first failures would go unnoticed.
  for (const queue of queueNames)
    for (const outcome of outcomes)
      for (const code of usualCodes[outcome]) ends.inc({ queue, outcome, error_code: code }, 0);
  return ({ queue, status, error }) => {
    const code = error?.code ?? '';
    ends.inc({ queue, outcome: status, error_code: code && !isErrorCode(code) ? 'internal' : code });
  };
}

/** Of failures only those that are the platform's: the many that are of what people have sent begin where one happens. */
const usualCodes: Readonly<Record<Outcome, readonly string[]>> = {
  succeeded: [''],
  failed: Object.entries(errorCodes).flatMap(([code, { status }]) => (status >= 500 ? [code] : [])),
  cancelled: [''],
  expired: ['job.expired'],
};
