import type { Job, JobEvent, JobSnapshot } from '../generated/contract.js';
import { isTerminal } from './job-types.js';

/** Lays an event over a job and its children; one that is not newer changes nothing, and the answer is the same object. */
export function applyToTree(tree: JobSnapshot, event: JobEvent): JobSnapshot {
  if (event.jobId === tree.job.id) return changed(tree, { job: applyJobEvent(tree.job, event) });
  if (event.parentId !== tree.job.id) return tree;
  const known = tree.children.find(({ id }) => id === event.jobId);
  const next = applyJobEvent(known, event);
  if (next === known) return tree;
  return {
    ...tree,
    children: known ? tree.children.map((one) => (one === known ? next : one)) : [...tree.children, next],
  };
}

/** A snapshot may be older than events that have come by another way: of each job the newer one stays. */
export function mergeTrees(known: JobSnapshot | undefined, told: JobSnapshot): JobSnapshot {
  if (!known) return told;
  const before = new Map([known.job, ...known.children].map((job) => [job.id, job]));
  const newer = (job: Job) => {
    const had = before.get(job.id);
    return had && had.seq > job.seq ? { ...had, input: job.input, type: job.type } : job;
  };
  const toldIds = new Set(told.children.map(({ id }) => id));
  const untold = known.children.filter(({ id, run }) => !toldIds.has(id) && run >= told.job.run);
  return { ...told, job: newer(told.job), children: [...told.children.map(newer), ...untold] };
}

/** As the server itself does it. The first event of a child may come before its row: then the job begins here. */
export function applyJobEvent(known: Job | undefined, event: JobEvent): Job {
  const job = known ?? newJob(event);
  if (event.jobId !== job.id || event.seq <= job.seq) return job;
  const next: Record<string, unknown> = { ...(event.run > job.run ? withoutResult(job) : job) };
  if (event.change.status) delete next['waiting'];
  if (event.change.status && isTerminal(event.change.status)) delete next['eta'];
  Object.assign(next, event.change, { seq: event.seq, run: event.run });
  for (const [name, value] of Object.entries(next)) if (value === null) delete next[name];
  return next as unknown as Job;
}

const ofOneRun = ['step', 'message', 'output', 'error', 'finishedAt', 'eta', 'reused', 'resultExpiresAt'];

const withoutResult = (job: Job) => ({
  ...Object.fromEntries(Object.entries(job).filter(([name]) => !ofOneRun.includes(name))),
  percent: 0,
});

const changed = (tree: JobSnapshot, { job }: Pick<JobSnapshot, 'job'>) => (job === tree.job ? tree : { ...tree, job });

/** Number 0, so that the event itself still applies. */
const newJob = ({ jobId, parentId, run, at, change }: JobEvent): Job => ({
  id: jobId,
  ...(parentId === undefined ? {} : { parentId }),
  type: change.type ?? 'part',
  status: 'queued',
  percent: 0,
  input: {},
  attempts: 0,
  run,
  priority: 'normal',
  seq: 0,
  createdAt: at,
});
