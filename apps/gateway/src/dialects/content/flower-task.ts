import { celeryProgressOf, CeleryState, celeryStateOf } from '@polyspool/contracts/celery/celery-state';
import type { Job } from '@polyspool/contracts/job-status';
import { z } from 'zod';
import type { SeenTask } from '../task-reader.js';

/** A task as Flower's API tells of it. */
export const FlowerTask = z.object({
  'task-id': z.uuid(),
  state: CeleryState,
  /** What the task answered; while it runs `{current, total, status}`; of one that failed what went wrong. */
  result: z.unknown(),
});
export type FlowerTask = z.output<typeof FlowerTask>;

export function flowerTaskOf({ job, result }: SeenTask): FlowerTask {
  const state = celeryStateOf(job);
  return { 'task-id': job.id, state, result: shownResult(state, job, result) };
}

function shownResult(state: CeleryState, job: Job, result: unknown) {
  if (state === 'SUCCESS') return result ?? null;
  if (state === 'FAILURE') return { error: job.error?.detail ?? 'Unknown error' };
  return state === 'PROGRESS' ? celeryProgressOf(job) : null;
}
