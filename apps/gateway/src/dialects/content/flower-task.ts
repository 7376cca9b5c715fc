import type { Job } from '@polyspool/contracts/job-status';
import { z } from 'zod';
import { CeleryState, celeryStateOf } from '../celery-state.js';
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

function shownResult(state: CeleryState, { percent, message, error }: Job, result: unknown) {
  if (state === 'SUCCESS') return result ?? null;
  if (state === 'FAILURE') return { error: error?.detail ?? 'Unknown error' };
  if (state !== 'PROGRESS') return null;
  return { current: Math.floor(percent), total: 100, status: message ?? 'Processing...' };
}
