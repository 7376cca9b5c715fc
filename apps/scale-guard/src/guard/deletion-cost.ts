import type { WorkerLoad } from './worker-load.js';

/** Kubernetes takes the pods of a Deployment in the order of this when there are to be fewer. */
export const costAnnotation = 'controller.kubernetes.io/pod-deletion-cost';

/** Seconds that the longest job has been running. Few steps, since each is a write to Kubernetes. */
const steps = [0, 60, 300, 900, 1_800, 3_600] as const;

/** 0 for a pod that does nothing; the more, the longer it has been at work. */
export function deletionCost({ busySlots, longestJobSeconds }: WorkerLoad): number {
  return busySlots === 0 ? 0 : steps.filter((step) => longestJobSeconds >= step).length * 100;
}
