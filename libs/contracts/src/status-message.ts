import { z } from 'zod';
import type { Job, JobStatus } from './job-status.js';

/** The words that the video generation system before this one had for the state of a job. */
export const GenerationStatus = z.enum(['queued', 'processing', 'completed', 'failed', 'cancelled']);
export type GenerationStatus = z.output<typeof GenerationStatus>;

const words: Readonly<Record<JobStatus, GenerationStatus>> = {
  scheduled: 'queued',
  queued: 'queued',
  running: 'processing',
  retrying: 'processing',
  cancelling: 'processing',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'cancelled',
};

export const generationStatusOf = (status: JobStatus): GenerationStatus => words[status];

/** What `/ws/jobs/{id}` and the Redis channel `job:{id}` say, exactly as that system did. */
export const StatusMessage = z.object({
  type: z.literal('status'),
  job_id: z.uuid(),
  status: GenerationStatus,
  /** Percent, with two decimals at most. */
  progress: z.number().min(0).max(100),
  current_stage: z.string().nullable(),
});
export type StatusMessage = z.output<typeof StatusMessage>;

export const statusMessageOf = (job: Pick<Job, 'id' | 'status' | 'percent' | 'step' | 'message'>): StatusMessage => ({
  type: 'status',
  job_id: job.id,
  status: generationStatusOf(job.status),
  progress: Math.round(job.percent * 100) / 100,
  current_stage: job.message ?? job.step ?? null,
});
