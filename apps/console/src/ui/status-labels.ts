import type { JobStatus } from '@polyspool/contracts/job-status';

/** The states of a job in everyday words. */
export const statusLabels: Record<JobStatus, string> = {
  scheduled: 'Scheduled',
  queued: 'Waiting',
  running: 'Working',
  retrying: 'Trying again',
  cancelling: 'Stopping',
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  expired: 'Expired',
};
