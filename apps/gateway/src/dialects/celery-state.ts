import type { Job, JobStatus } from '@polyspool/contracts/job-status';
import { z } from 'zod';

/** The states of a Celery task. */
export const CeleryState = z.enum(['PENDING', 'STARTED', 'PROGRESS', 'SUCCESS', 'FAILURE', 'RETRY', 'REVOKED']);
export type CeleryState = z.output<typeof CeleryState>;

const states: Readonly<Record<JobStatus, CeleryState>> = {
  scheduled: 'PENDING',
  queued: 'PENDING',
  running: 'PROGRESS',
  retrying: 'RETRY',
  cancelling: 'PROGRESS',
  succeeded: 'SUCCESS',
  failed: 'FAILURE',
  cancelled: 'REVOKED',
  expired: 'REVOKED',
};

/** One that runs and has said nothing yet has only been started. */
export const celeryStateOf = ({ status, step, percent }: Pick<Job, 'status' | 'step' | 'percent'>): CeleryState =>
  status === 'running' && step === undefined && percent === 0 ? 'STARTED' : states[status];
