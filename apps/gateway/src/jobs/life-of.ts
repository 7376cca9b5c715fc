import type { LoggedJob } from '@polyspool/database/logged-job';

/** The fields that every line of a job's life has. */
export const lifeOf = ({ id, type, queue, attempts, traceparent }: LoggedJob) => ({
  jobId: id,
  type,
  queue,
  attempt: attempts,
  traceId: traceparent?.split('-')[1],
});
