import type { videoJobs } from '@polyspool/contracts/video';
import type { RunningJob } from '@polyspool/jobs/job-handler';

/** What both jobs on a recording have in common. */
export type VideoJob = RunningJob<typeof videoJobs.process> | RunningJob<typeof videoJobs.processChunk>;
