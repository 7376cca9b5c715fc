import type { Job, JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';

/** Lays an event over its job. An event that is not newer than the job changes nothing. */
export function applyEventToJob(job: Job, event: JobEvent): Job {
  if (event.jobId !== job.id || event.seq <= job.seq) return job;
  const started = event.run > job.run ? withoutResult(job) : job;
  return { ...started, ...event.change, seq: event.seq, run: event.run };
}

/** Lays an event over the tree; an event of an unknown child is a new child. */
export function applyEvent(tree: JobSnapshot, event: JobEvent): JobSnapshot {
  if (event.jobId === tree.job.id) return { ...tree, job: applyEventToJob(tree.job, event) };
  if (event.parentId !== tree.job.id) return tree;
  const known = tree.children.some((child) => child.id === event.jobId);
  const children = known ? tree.children : [...tree.children, newChild(event)];
  return { ...tree, children: children.map((child) => applyEventToJob(child, event)) };
}

/** A tree that was fetched may be older than the events that came meanwhile: of each job the newer one stays. */
export function mergeTrees(known: JobSnapshot | undefined, fetched: JobSnapshot): JobSnapshot {
  if (!known || known.job.id !== fetched.job.id) return fetched;
  const fetchedIds = new Set(fetched.children.map((child) => child.id));
  const knownChildren = new Map(known.children.map((child) => [child.id, child]));
  const unfetched = known.children.filter((child) => !fetchedIds.has(child.id) && child.run >= fetched.job.run);
  return {
    job: newerOf(known.job, fetched.job),
    children: [...fetched.children.map((child) => newerOf(knownChildren.get(child.id), child)), ...unfetched],
    artifacts: fetched.artifacts,
  };
}

/** Of a child known by its event only, the fetched row brings the input. */
function newerOf(known: Job | undefined, fetched: Job): Job {
  if (!known || known.seq <= fetched.seq) return fetched;
  return { ...known, input: fetched.input, createdAt: fetched.createdAt };
}

/** The next run begins without what the one before it left. */
function withoutResult(job: Job): Job {
  const { step: _step, message: _message, output: _output, error: _error, finishedAt: _finishedAt, ...rest } = job;
  return { ...rest, percent: 0 };
}

/** Sequence 0, so that the event itself still applies. */
function newChild({ jobId, parentId, run, at, change }: JobEvent): Job {
  return {
    id: jobId,
    ...(parentId && { parentId }),
    type: change.type ?? 'part',
    status: 'queued',
    percent: 0,
    input: {},
    attempts: 0,
    run,
    priority: 0,
    seq: 0,
    createdAt: at,
  };
}
