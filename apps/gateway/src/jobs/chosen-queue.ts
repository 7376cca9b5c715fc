import type { JobContract } from '@polyspool/contracts/define-jobs';
import { mediaSeconds } from '@polyspool/contracts/time-range';
import type { Work } from '@polyspool/database/learned-rates';

/** The queue of its kind, or the lane that keeps slots for short jobs. */
export function chosenQueue({ queue, lane }: Pick<JobContract, 'queue' | 'lane'>, work?: Work): string {
  return lane && work?.unit === mediaSeconds && work.amount <= lane.maxMediaSeconds ? lane.queue : queue;
}
