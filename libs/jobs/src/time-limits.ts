import { AppError } from '@polyspool/contracts/errors';

export interface TimeLimits {
  readonly softLimitMs: number;
  readonly hardLimitMs: number;
}

export interface Patience extends TimeLimits {
  /** It is over, whether or not the work comes back: nothing that it started may go on. */
  readonly onOver?: (reason: unknown) => void;
  /** It has not come back some time later either. */
  readonly onStuck?: () => void;
}

/** How long work may clean up once it was told to stop. */
const cleanUpMs = 1_500;
/** A machine with more work than processors ends things late, and a new process would not be quicker. */
const stuckMs = 10_000;

/**
 * Runs `work` with a signal that the soft limit and `outer` abort. At the hard limit, and a moment after `outer` has
 * aborted, the answer is given whether or not `work` has come back.
 */
export async function withTimeLimits<Result>(
  { softLimitMs, hardLimitMs, onOver, onStuck }: Patience,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController();
  const signal = AbortSignal.any([outer, limit.signal]);
  const timers: NodeJS.Timeout[] = [];
  let givenUp: { reason: unknown } | undefined;
  let giveUp: (reason: unknown) => void;
  const impatience = new Promise<never>((_resolve, reject) => {
    giveUp = (reason) => {
      givenUp = { reason };
      reject(reason as Error);
      limit.abort(reason); // the hard limit may have been set below the soft one
    };
  });
  const softly = () => limit.abort(new AppError('job.softLimit', `It ran longer than ${softLimitMs / 1000} s`));
  const hardly = () => {
    const reason = new AppError('job.hardLimit', `It ran longer than ${hardLimitMs / 1000} s`);
    giveUp(reason);
    onOver?.(reason);
  };
  timers.push(setTimeout(softly, softLimitMs), setTimeout(hardly, hardLimitMs));
  const stopped = () => {
    timers.push(setTimeout(() => giveUp(outer.reason), cleanUpMs));
    onOver?.(outer.reason);
  };
  if (outer.aborted) stopped();
  else outer.addEventListener('abort', stopped, { once: true });

  const working = work(signal);
  try {
    return await Promise.race([working, impatience]);
  } catch (error) {
    if (givenUp && onStuck) watch(working, onStuck);
    throw givenUp ? givenUp.reason : signal.aborted ? signal.reason : error;
  } finally {
    outer.removeEventListener('abort', stopped);
    timers.forEach(clearTimeout);
  }
}

function watch(working: Promise<unknown>, onStuck: () => void) {
  const timer = setTimeout(onStuck, stuckMs);
  const cameBack = () => clearTimeout(timer);
  working.then(cameBack, cameBack);
}
