import type { InputOf, OutputOf } from '@polyspool/contracts/define-jobs';
import type { Scene } from '@polyspool/contracts/film';
import type { generationJobs } from '@polyspool/contracts/generation';
import type { RunningJob } from '@polyspool/jobs/job-handler';

type Jobs = typeof generationJobs;

export type FilmJob = RunningJob<Jobs['fullVideo']>;
export type FilmInput = InputOf<Jobs['fullVideo']>;

/** Left out of the film, and why. */
export type MissingScene = OutputOf<Jobs['fullVideo']>['missingScenes'][number];

/** A scene of which there is all that its clip is made of. */
export interface RecordedScene {
  readonly scene: Scene;
  readonly image: OutputOf<Jobs['image']>;
  /** Undefined where nothing is said. */
  readonly audio?: OutputOf<Jobs['audio']> | undefined;
}

/** A scene of the film. */
export interface FilmedScene extends RecordedScene {
  readonly clip: OutputOf<Jobs['animate']>;
  readonly soundStartSeconds: number;
}
