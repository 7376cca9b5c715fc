import type { RecordingInput, SourceInput } from '@polyspool/contracts/recording';
import type { videoJobs } from '@polyspool/contracts/video';
import type { RunningJob } from '@polyspool/jobs/job-handler';

/** Any job over a recording or a part of one: what finding, hearing and reading its sound takes of it. */
export interface SourceJob extends Pick<RunningJob, 'signal' | 'log' | 'step' | 'call'> {
  readonly input: SourceInput;
  report(step: 'audio', fraction: number, message?: string): void;
}

/** Any job that has a whole recording transcribed: its contract has the fields of a recording, and these steps. */
export interface RecordingJob extends Pick<RunningJob, 'signal' | 'log' | 'step' | 'call' | 'workload' | 'children'> {
  readonly input: RecordingInput;
  report(step: 'probe' | 'audio' | 'split' | 'chunks', fraction: number, message?: string): void;
}

export type ChunkJob = RunningJob<typeof videoJobs.processChunk>;
