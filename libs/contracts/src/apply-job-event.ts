import { isTerminal, type Job, type JobEvent } from './job-status.js';

/**
 * Lays an event over its job; one that is not newer changes nothing. The first event of a child may come before its
 * row: then the job begins here, without the input that only the row has.
 */
export function applyJobEvent(known: Job | undefined, event: JobEvent): Job {
  const job = known ?? newJob(event);
  if (event.jobId !== job.id || event.seq <= job.seq) return job;
  const started = event.run > job.run ? withoutResult(job) : job;
  const before = event.change.status ? withoutForecast(started, event.change.status) : started;
  return withoutNulls({ ...before, ...event.change, seq: event.seq, run: event.run });
}

/** A new status ends what it waited for, and an end leaves nothing to forecast. */
function withoutForecast({ waiting: _waiting, ...job }: Job, status: Job['status']): Job {
  if (!isTerminal(status)) return job;
  const { eta: _eta, ...ended } = job;
  return ended;
}

/** Null in a change takes away what was there. */
const withoutNulls = (job: Omit<Job, 'waiting'> & { readonly waiting?: Job['waiting'] | null }) =>
  Object.fromEntries(Object.entries(job).filter(([, value]) => value !== null)) as Job;

/** A row that was fetched may be older than the events that came meanwhile. It brings what events do not tell. */
export function mergeFetchedJob(known: Job | undefined, fetched: Job): Job {
  if (!known || known.seq <= fetched.seq) return fetched;
  const { type, input, priority, createdAt, limits, eta } = fetched;
  const forecast = eta && !isTerminal(known.status) ? { eta } : {};
  return { ...known, type, input, priority, createdAt, ...(limits && { limits }), ...forecast };
}

/** The next run begins without what the one before it left. */
function withoutResult(job: Job): Job {
  const {
    step: _step,
    message: _message,
    output: _output,
    error: _error,
    finishedAt: _finishedAt,
    eta: _eta,
    reused: _reused,
    resultExpiresAt: _resultExpiresAt,
    ...rest
  } = job;
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
    priority: 'normal',
    seq: 0,
    createdAt: at,
  };
}
