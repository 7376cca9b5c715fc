import type { Job, JobSnapshot } from '@polyspool/contracts/job-status';

/** Whose waiting holds a job up: its own, or that of a part where it waits for parts of which none goes on. */
export function waitingJob({ job, children }: JobSnapshot): Job | undefined {
  if (!job.waiting) return undefined;
  if (job.waiting.reason !== 'children') return job;
  if (children.some(({ status }) => status === 'running')) return undefined;
  return children.find(({ waiting }) => waiting && waiting.reason !== 'children') ?? job;
}
