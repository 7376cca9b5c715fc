import type { LoadShape } from './load-plan.ts';
import type { Stage } from './stage.ts';

/** One fault in the middle of a load, and what is due after it. */
export interface Scenario {
  readonly name: string;
  /** For the table. */
  readonly title: string;
  /** Belongs to the run that every change has to pass. */
  readonly isShort?: boolean;
  readonly shape?: Partial<Pick<LoadShape, 'longestMs' | 'shortestMs' | 'cancelledPercent' | 'users'>>;
  readonly perSecond?: number;
  /** What services are told for this scenario only. */
  readonly workerSettings?: NodeJS.ProcessEnv;
  readonly jobStatusSettings?: NodeJS.ProcessEnv;
  /** Codes that jobs may fail with, where the fault lasts. */
  readonly toleratedCodes?: readonly string[];
  /** Before the load. Answers why it cannot be done here, if so. */
  readonly prepare?: (stage: Stage) => Promise<string | undefined> | string | undefined;
  /** Everything is back when it answers. */
  readonly strike: (stage: Stage) => Promise<void>;
  /** What can only be judged when all jobs have ended. */
  readonly judge?: (stage: Stage) => Promise<void>;
  /** After the accounting. */
  readonly restore?: (stage: Stage) => Promise<void> | void;
}
