import type { LoggedJob } from '@polyspool/database/logged-job';

/** The fields that every line of a job's life has. */
export const lifeOf = ({ id, userId, type, queue, attempts, traceparent }: LoggedJob) => ({
  jobId: id,
  userId,
  type,
  queue,
  attempt: attempts,
  traceId: traceparent?.split('-')[1],
});
