import type { ProgressMessage } from './job-messages.js';

export type Wait = NonNullable<ProgressMessage['wait']> & { readonly untilMs: number };

/** Thrown through a handler to end its entry: the job begins again at `untilMs`, and no attempt is spent. */
export class PutOff extends Error {
  constructor(readonly wait: Wait) {
    super(`Put off: ${wait.reason}`);
  }
}
