import type { Job, JobEvent } from './job-status.js';

/**
 * Lays an event over its job; one that is not newer changes nothing. The first event of a child may come before its
 * row: then the job begins here, without the input that only the row has.
 */
export function applyJobEvent(known: Job | undefined, event: JobEvent): Job {
  const job = known ?? newJob(event);
  if (event.jobId !== job.id || event.seq <= job.seq) return job;
  const started = event.run > job.run ? withoutResult(job) : job;
  return { ...started, ...event.change, seq: event.seq, run: event.run };
}

/** A row that was fetched may be older than the events that came meanwhile. It brings what events do not tell. */
export function mergeFetchedJob(known: Job | undefined, fetched: Job): Job {
  if (!known || known.seq <= fetched.seq) return fetched;
  const { type, input, priority, createdAt } = fetched;
  return { ...known, type, input, priority, createdAt };
}

/** The next run begins without what the one before it left. */
function withoutResult(job: Job): Job {
  const { step: _step, message: _message, output: _output, error: _error, finishedAt: _finishedAt, ...rest } = job;
  return { ...rest, percent: 0 };
}

/** Sequence 0, so that the event itself still applies. */
function newJob({ jobId, parentId, run, at, change }: JobEvent): Job {
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
