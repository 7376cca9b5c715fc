import type { QueueName } from '@polyspool/contracts/catalogue';

/** What an HPA is told by a ScaledObject. */
export interface ScalerSettings {
  readonly pollS: number;
  readonly minPods: number;
  readonly maxPods: number;
  /** Without demand for so long, the last pods go too. */
  readonly cooldownS: number;
  readonly up: Policy;
  readonly down: Policy & { readonly stabilizationS: number };
  /** The pods of an engine with a rate limit: as many as there may be as soon as there is something to do, else none. */
  readonly allAtOnce?: boolean;
}

export interface Policy {
  readonly pods: number;
  readonly everyS: number;
}

/** What a queue is asked to do, and by what. */
export interface QueueLoad {
  readonly queue: QueueName;
  readonly jobsPerMinute: number;
  /** How long a job takes in its slot, where its engine is as fast as ever. */
  readonly meanS: number;
  /** Standard deviation for each unit of the mean; `exponential` for queueing theory. */
  readonly spread: number | 'exponential';
  /** Work that is lost with a pod is at most this: steps are kept. All of it where nothing is said. */
  readonly stepS?: number | undefined;
  /** Calls of its engine over all pods, one for each job. */
  readonly callsPerSecond?: number | undefined;
  /** These jobs, in place of such as come by chance. */
  readonly trace?: readonly { readonly atS: number; readonly workS: number }[] | undefined;
}

export interface QueueSettings extends QueueLoad {
  readonly slots: number;
  readonly scaler: ScalerSettings;
  /** Root jobs in Redis at once, or so many for each slot that there is (`perSlot`, and at least `least`). */
  readonly window: { readonly least: number; readonly perSlot: number };
  /** How long a pod may take to end what it is at when it has to go. */
  readonly graceS: number;
  readonly podStartS: readonly [from: number, to: number];
}

export interface Scenario {
  readonly name: string;
  readonly about: string;
  readonly minutes: number;
  readonly queues: readonly QueueSettings[];
  /** How many times as many jobs as usual come. */
  readonly traffic: (minute: number, queue: QueueName) => number;
  /** How many times as long as usual its engine takes. */
  readonly slowness?: (minute: number, queue: QueueName) => number;
  readonly users: number;
  /** Many jobs of one person (user 0) at once. */
  readonly mountain?: { readonly minute: number; readonly queue: QueueName; readonly jobs: number };
  readonly spot?: SpotSettings;
}

export interface SpotSettings {
  /** Share of the pods that are taken away in an hour. */
  readonly perHour: number;
  /** Share of those that are told before. */
  readonly told: number;
  readonly noticeS: number;
}
