import { generationJobs } from '@polyspool/contracts/generation';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { GenerationStatus, statusMessageOf } from '@polyspool/contracts/status-message';
import { z } from 'zod';

/** A job as the video generation system before this one told of it. */
export const JobResponse = z.object({
  id: z.uuid(),
  /** The same: messages call it so. */
  job_id: z.uuid(),
  project_id: z.uuid().nullable(),
  /** `full_video` and its like; of other kinds the name that they have here. */
  job_type: z.string(),
  /** The same again: there, job and task were two things. */
  celery_task_id: z.uuid(),
  status: GenerationStatus,
  /** Percent, with two decimals at most. */
  progress: z.number().min(0).max(100),
  current_stage: z.string().nullable(),
  error_message: z.string().nullable(),
  /** Of a job that is asked for by its id: null before it has succeeded. */
  result: z.unknown(),
  created_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable(),
  completed_at: z.iso.datetime().nullable(),
});
export type JobResponse = z.output<typeof JobResponse>;

export const JobListResponse = z.object({
  /** Newest first. */
  jobs: z.array(JobResponse),
  /** Sent as `cursor` it answers the next ones; null on the last page. */
  next_cursor: z.string().nullable(),
});
export type JobListResponse = z.output<typeof JobListResponse>;

export const JobCancelResponse = z.object({
  job_id: z.uuid(),
  /** As its owner may take it from now on. The job itself says `processing` until what runs has stopped. */
  status: z.literal('cancelled'),
  message: z.string(),
});
export type JobCancelResponse = z.output<typeof JobCancelResponse>;

export function jobResponse(job: Job, result?: unknown): JobResponse {
  const { job_id, status, progress, current_stage } = statusMessageOf(job);
  return {
    id: job_id,
    job_id,
    project_id: job.projectId ?? null,
    job_type: jobTypes[job.type] ?? job.type,
    celery_task_id: job_id,
    ...{ status, progress, current_stage },
    error_message: job.error?.detail ?? null,
    result: result ?? null,
    created_at: job.createdAt,
    started_at: job.startedAt ?? null,
    completed_at: job.finishedAt ?? null,
  };
}

export const jobCancelResponse = ({ id, status }: Job): JobCancelResponse => ({
  job_id: id,
  status: 'cancelled',
  message: isTerminal(status) ? 'Job cancelled' : 'Job is being cancelled',
});

const { parse, fullVideo, image, audio, animate, compose } = generationJobs;
const jobTypes: Readonly<Record<string, string | undefined>> = {
  [fullVideo.name]: 'full_video',
  [parse.name]: 'script',
  [image.name]: 'image',
  [audio.name]: 'audio',
  [animate.name]: 'animation',
  [compose.name]: 'composition',
};
