import { isErrorCode } from '@polyspool/contracts/errors';
import type { JobError, JobStatus } from '@polyspool/contracts/job-status';
import type { Metrics } from '@polyspool/service/metrics';

interface EndedJob {
  readonly queue: string;
  readonly status: JobStatus;
  readonly error?: JobError | null;
}

/** Ends of jobs. Most are recorded by job-status; one that was never dispatched ends where it is cancelled. */
export function countEnds(metrics: Metrics): (job: EndedJob) => void {
  const ends = metrics.counter({
    name: 'jobs_finished_total',
    help: 'Jobs that have ended, parts of jobs among them',
    labels: ['queue', 'outcome', 'error_code'],
  });
  return ({ queue, status, error }) => {
    const code = error?.code ?? '';
    ends.inc({ queue, outcome: status, error_code: code && !isErrorCode(code) ? 'internal' : code });
  };
}
