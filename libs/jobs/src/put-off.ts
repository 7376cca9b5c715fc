import type { AppError } from '@polyspool/contracts/errors';
import type { ProgressMessage } from './job-messages.js';

export type Wait = NonNullable<ProgressMessage['wait']> & { readonly untilMs: number };

/** Thrown through a handler to end its entry: the job begins again at `untilMs`, and no attempt is spent. */
export class PutOff extends Error {
  /** `cause`: what an engine answered that the job has asked itself. */
  constructor(
    readonly wait: Wait,
    override readonly cause?: AppError,
  ) {
    super(`Put off: ${wait.reason}`);
  }
}
