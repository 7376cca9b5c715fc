import { catalogue, type QueueName } from '@polyspool/contracts/catalogue';
import type { JobContract, Lane } from '@polyspool/contracts/define-jobs';
import { lanesOf } from '@polyspool/contracts/lanes';
import { queueLimits } from '@polyspool/contracts/queues';
import type { Type } from '@nestjs/common';
import type { HandlersOf, JobHandler } from './job-handler.js';

export interface ServedQueue {
  readonly name: string;
  readonly slots: number;
  readonly sharedSlot?: string | undefined;
  /** Queues of their own for short jobs of the same kinds. */
  readonly lanes: readonly Lane[];
  readonly handlers: ReadonlyMap<JobContract, Type<JobHandler<JobContract>>>;
}

/** Every kind of the queue with its handler. One too few, too many or in the wrong place does not compile. */
export function serveQueue<Queue extends QueueName>(queue: Queue, handlers: HandlersOf<Queue>): ServedQueue {
  const pairs = Object.entries(handlers).map(([name, handler]) => [catalogue.get(name)!, handler] as const);
  const byContract = new Map(pairs as [JobContract, Type<JobHandler<JobContract>>][]);
  return {
    name: queue,
    slots: queueLimits[queue].slots,
    sharedSlot: queueLimits[queue].sharedSlot,
    lanes: lanesOf(byContract.keys()),
    handlers: byContract,
  };
}
