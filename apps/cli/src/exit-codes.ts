/** What a script may rely on. */
export const exitCodes = {
  ok: 0,
  /** The gateway refused, or nobody answers. */
  refused: 1,
  /** The command was not understood. */
  usage: 2,
  /** The job that was waited for has failed. */
  jobFailed: 3,
  /** It was cancelled, or not begun in time. */
  jobCancelled: 4,
  interrupted: 130,
} as const;

/** Ends the program with this code; what there was to say has been said. */
export class Exit extends Error {
  constructor(readonly code: number) {
    super(`Exit ${code}`);
  }
}
