import type { QueueName } from './catalogue.js';

export interface QueueLimits {
  /** Jobs at once in one process. */
  readonly slots: number;
}

export const queueLimits: Readonly<Record<QueueName, QueueLimits>> = {
  video: { slots: 4 },
};

/** A job's parts in one fan-out. */
export const maxChildren = 500;
/** Open root jobs of one user. */
export const maxOpenJobs = 200;
/** The parsed input as JSON. */
export const maxInputBytes = 32 * 1024;
