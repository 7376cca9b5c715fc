import { applyJobEvent, mergeFetchedJob } from '@polyspool/contracts/apply-job-event';
import type { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';

/** Lays an event over the tree; an event of an unknown child is a new child. */
export function applyEvent(tree: JobSnapshot, event: JobEvent): JobSnapshot {
  if (event.jobId === tree.job.id) return { ...tree, job: applyJobEvent(tree.job, event) };
  if (event.parentId !== tree.job.id) return tree;
  const known = tree.children.some((child) => child.id === event.jobId);
  if (!known) return { ...tree, children: [...tree.children, applyJobEvent(undefined, event)] };
  return { ...tree, children: tree.children.map((child) => applyJobEvent(child, event)) };
}

/** A tree that was fetched may be older than the events that came meanwhile: of each job the newer one stays. */
export function mergeTrees(known: JobSnapshot | undefined, fetched: JobSnapshot): JobSnapshot {
  if (!known || known.job.id !== fetched.job.id) return fetched;
  const fetchedIds = new Set(fetched.children.map((child) => child.id));
  const knownChildren = new Map(known.children.map((child) => [child.id, child]));
  const unfetched = known.children.filter((child) => !fetchedIds.has(child.id) && child.run >= fetched.job.run);
  return {
    job: mergeFetchedJob(known.job, fetched.job),
    children: [...fetched.children.map((child) => mergeFetchedJob(knownChildren.get(child.id), child)), ...unfetched],
    artifacts: fetched.artifacts,
  };
}
