import type { corpusJobs } from '@polyspool/contracts/corpus';
import type { InputOf } from '@polyspool/contracts/define-jobs';
import type { RunningJob } from '@polyspool/jobs/job-handler';

/** Any job over a recording. */
export interface RecordingJob extends Pick<RunningJob, 'signal' | 'log' | 'step' | 'call' | 'workload' | 'retryLater'> {
  readonly input: InputOf<typeof corpusJobs.analyzeContent>;
}

export type Tell = (fraction: number, message?: string) => void;
