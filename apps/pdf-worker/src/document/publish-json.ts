import type { RunningJob } from '@polyspool/jobs/job-handler';

/** A file for people who have programs read it. */
export const publishJson = (job: Pick<RunningJob, 'artifact'>, name: 'document.json' | 'fidelity.json', json: string) =>
  job.artifact({ name, kind: name === 'fidelity.json' ? 'report' : 'document', mediaType: 'application/json' }, json);
