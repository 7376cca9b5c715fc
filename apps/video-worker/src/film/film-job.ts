import type { MediaProbe } from '@polyspool/contracts/files';
import type { Transcript } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { Storage } from '@polyspool/storage/storage';

/** What making a film takes of a job. */
export interface FilmJob extends Pick<RunningJob, 'signal' | 'log' | 'step' | 'artifact'> {
  readonly input: { readonly uploadId: string; readonly burnIn: boolean; readonly mux: boolean };
  report(step: 'film', fraction: number, message?: string): void;
}

export interface FilmParts {
  readonly storage: Storage;
  readonly transcript: Transcript;
  readonly probe: MediaProbe;
  /** The part of the recording that was asked for. */
  readonly range: TimeRange;
}
