import type { JobContract } from '@polyspool/contracts/define-jobs';

/** The queue of its kind, or the lane that keeps slots for short jobs. */
export function chosenQueue({ queue, lane }: Pick<JobContract, 'queue' | 'lane'>, mediaSeconds?: number): string {
  return lane && mediaSeconds !== undefined && mediaSeconds <= lane.maxMediaSeconds ? lane.queue : queue;
}
