import type { JobContract, Lane } from './define-jobs.js';

/** The lanes beside the queue of these kinds, each once. */
export const lanesOf = (contracts: Iterable<JobContract>): readonly Lane[] => [
  ...new Map([...contracts].flatMap(({ lane }) => (lane ? [[lane.queue, lane] as const] : []))).values(),
];
