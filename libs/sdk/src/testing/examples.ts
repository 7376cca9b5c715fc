import type { Job, JobEvent, JobSnapshot, LiveMessage } from '../generated/contract.js';

export const jobId = '01890000-0000-7000-8000-000000000001';
export const partId = '01890000-0000-7000-8000-000000000002';
const at = '2026-01-02T03:05:00.000Z';

export const aJob = (over: Partial<Job> = {}): Job => ({
  ...{ id: jobId, type: 'system.debug', status: 'queued', percent: 0, input: {}, attempts: 0, run: 1 },
  ...{ priority: 'normal', seq: 1, createdAt: at },
  ...over,
});

export const aSnapshot = (over: Partial<Job> = {}): JobSnapshot => ({ job: aJob(over), children: [], artifacts: [] });

export const anEvent = (seq: number, change: JobEvent['change'], over: Partial<JobEvent> = {}): JobEvent => ({
  ...{ jobId, type: 'progress', seq, run: 1, at, change },
  ...over,
});

export const told = (event: JobEvent): LiveMessage => ({ type: 'event', event });
export const toldSnapshot = (over?: Partial<Job>): LiveMessage => ({ type: 'snapshot', snapshot: aSnapshot(over) });
