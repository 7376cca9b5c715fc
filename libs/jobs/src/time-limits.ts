import { AppError } from '@polyspool/contracts/errors';

export interface TimeLimits {
  readonly softLimitMs: number;
  readonly hardLimitMs: number;
}

/**
 * Runs `work` with a signal that the soft limit and `outer` abort. At the hard limit the answer is `job.hardLimit`,
 * whether or not `work` has come back; if it has not within 2 s more, `onStuck` hears of it.
 */
export async function withTimeLimits<Result>(
  { softLimitMs, hardLimitMs, onStuck }: TimeLimits & { readonly onStuck?: () => void },
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController();
  const signal = AbortSignal.any([outer, limit.signal]);
  const timers: NodeJS.Timeout[] = [];
  const hard = new Promise<never>((_resolve, reject) => {
    const error = new AppError('job.hardLimit', `It ran longer than ${hardLimitMs / 1000} s`);
    timers.push(
      setTimeout(
        () => limit.abort(new AppError('job.softLimit', `It ran longer than ${softLimitMs / 1000} s`)),
        softLimitMs,
      ),
      setTimeout(() => {
        reject(error);
        limit.abort(error); // the hard limit may have been set below the soft one
      }, hardLimitMs),
    );
  });
  const working = work(signal);
  try {
    return await Promise.race([working, hard]);
  } catch (error) {
    if (error instanceof AppError && error.code === 'job.hardLimit' && onStuck) watch(working, onStuck);
    throw signal.aborted && !(error instanceof AppError && error.code === 'job.hardLimit') ? signal.reason : error;
  } finally {
    timers.forEach(clearTimeout);
  }
}

const stuckMs = 2_000;

function watch(working: Promise<unknown>, onStuck: () => void) {
  const timer = setTimeout(onStuck, stuckMs);
  const cameBack = () => clearTimeout(timer);
  working.then(cameBack, cameBack);
}
