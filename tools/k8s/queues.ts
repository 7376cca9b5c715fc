import { catalogue, type QueueName } from '@polyspool/contracts/catalogue';
import { callLimits } from '@polyspool/contracts/engines';
import { lanesOf } from '@polyspool/contracts/lanes';
import { queueLimits } from '@polyspool/contracts/queues';
import { type QueueSize, queueSizes } from './queue-sizes.ts';

/** A queue as Kubernetes has to know it. */
export interface ServedQueue extends QueueSize {
  readonly name: QueueName;
  readonly slots: number;
  /** Short jobs, in slots of their own in the same pods. */
  readonly lanes: readonly { readonly name: string; readonly slots: number }[];
  readonly hardLimitS: number;
  /** Its engines take so many calls a minute from all pods together: more pods would only wait. */
  readonly isRateLimited: boolean;
}

export const queues: readonly ServedQueue[] = Object.entries(queueSizes).map(([name, size]) =>
  servedQueue(name as QueueName, size),
);

function servedQueue(name: QueueName, size: QueueSize): ServedQueue {
  const contracts = [...catalogue.values()].filter(({ queue }) => queue === name);
  const { slots, slotsOverAll } = queueLimits[name];
  if (slotsOverAll !== undefined && size.pods[1] * slots > slotsOverAll)
    throw new Error(`${name}: at most ${slotsOverAll} job runs at once, so more pods have nothing to do`);
  return {
    ...size,
    name,
    slots: size.slots ?? slots,
    lanes: lanesOf(contracts).map((lane) => ({ name: lane.queue, slots: lane.slots })),
    hardLimitS: Math.max(...contracts.map(({ hardLimitMs }) => hardLimitMs)) / 1000,
    isRateLimited: contracts.some(({ engines = [] }) => engines.some((engine) => callLimits[engine])),
  };
}
