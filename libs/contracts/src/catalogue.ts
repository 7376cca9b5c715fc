import type { JobContract } from './define-jobs.js';
import { videoJobs } from './video.js';

const domains = [videoJobs] as const;

type ContractsOf<Jobs> = Jobs extends Record<string, infer C> ? C : never;
export type AnyJob = ContractsOf<(typeof domains)[number]>;
export type QueueName = AnyJob['queue'];

/** Every job kind by name. */
export const catalogue: ReadonlyMap<string, JobContract> = new Map(
  domains.flatMap((jobs) => Object.values(jobs)).map((contract) => [contract.name, contract]),
);

export const queueNames = [...new Set([...catalogue.values()].map((contract) => contract.queue))];
