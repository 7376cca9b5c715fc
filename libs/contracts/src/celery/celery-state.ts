import { z } from 'zod';
import type { Job, JobStatus } from '../job-status.js';

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

/** What `update_state(state='PROGRESS', meta=...)` said. */
export const celeryProgressOf = ({ percent, message }: Pick<Job, 'percent' | 'message'>) => ({
  current: Math.floor(percent),
  total: 100,
  status: message ?? 'Processing...',
});
