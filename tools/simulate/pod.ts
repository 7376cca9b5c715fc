import type { SimulatedJob } from './simulated-job.ts';

/** A worker process. One that is draining takes no more jobs. */
export interface Pod {
  readonly number: number;
  readonly slots: number;
  state: 'starting' | 'ready' | 'draining' | 'gone';
  readonly running: Set<SimulatedJob>;
}

export const freeSlots = (pod: Pod) => (pod.state === 'ready' ? pod.slots - pod.running.size : 0);
