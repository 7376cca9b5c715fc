import type { Job } from '@polyspool/contracts/job-status';
import { hash } from 'node:crypto';

/**
 * Tells answers about a job apart by what has happened to it and why it waits. When it will have ended is estimated anew each
 * time: that alone is no news.
 */
export const jobEtag = (job: Job) => `"${versionOf(job)}"`;

/** The same of an answer about several, and of what stands beside them. */
export const jobsEtag = (jobs: readonly Job[], ...beside: readonly unknown[]) =>
  `"${hash('sha256', JSON.stringify([jobs.map((job) => [job.id, versionOf(job)]), ...beside]), 'base64url').slice(0, 27)}"`;

const versionOf = ({ run, seq, waiting }: Job) => `${run}.${seq}.${waiting?.position ?? 0}.${waiting?.reason ?? ''}`;
