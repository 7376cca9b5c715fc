import { type CeleryState, celeryStateOf } from '@polyspool/contracts/celery/celery-state';
import type { Job } from '@polyspool/contracts/job-status';
import { z } from 'zod';

/** A job as the language-learning application before this one told of its tasks. */
export const TaskStatusResponse = z.object({
  task_id: z.uuid(),
  state: z.enum(['pending', 'started', 'progress', 'success', 'failure', 'retry', 'revoked']),
  /** Percent. */
  progress: z.int().min(0).max(100),
  message: z.string(),
  /** What its task answered; null before it has. */
  result: z.unknown(),
  error: z.string().nullable(),
});
export type TaskStatusResponse = z.output<typeof TaskStatusResponse>;

type Shown = Pick<Job, 'id' | 'status' | 'step' | 'percent' | 'message' | 'error'>;

export function taskStatusOf(job: Shown, result: unknown): TaskStatusResponse {
  const state = celeryStateOf(job);
  return {
    task_id: job.id,
    state: state.toLowerCase() as TaskStatusResponse['state'],
    ...progressOf(state, job),
    result: result ?? null,
    error: state === 'FAILURE' ? (job.error?.detail ?? 'Unknown error') : null,
  };
}

/** To the letter, for there are clients that compare. */
function progressOf(state: CeleryState, { percent, message }: Shown) {
  switch (state) {
    case 'PENDING':
      return { progress: 0, message: 'Task is waiting to start...' };
    case 'STARTED':
      return { progress: startedPercent, message: 'Task has started processing...' };
    case 'PROGRESS':
      // What has been started is never less than that: the bar does not go back.
      return { progress: Math.max(startedPercent, Math.floor(percent)), message: message ?? 'Processing...' };
    case 'SUCCESS':
      return { progress: 100, message: 'Task completed successfully!' };
    case 'FAILURE':
      return { progress: 0, message: 'Task failed' };
    default:
      return { progress: 0, message: `Task is in ${state} state` };
  }
}

const startedPercent = 5;
