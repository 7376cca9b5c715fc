import { AppError } from '@polyspool/contracts/errors';

export interface TimeLimits {
  readonly softLimitMs: number;
  readonly hardLimitMs: number;
}

/**
 * Runs `work` with a signal that the soft limit and `outer` abort. At the hard limit the answer is `job.hardLimit`,
 * whether or not `work` has come back.
 */
export async function withTimeLimits<Result>(
  { softLimitMs, hardLimitMs }: TimeLimits,
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
  try {
    return await Promise.race([work(signal), hard]);
  } catch (error) {
    throw signal.aborted && !(error instanceof AppError && error.code === 'job.hardLimit') ? signal.reason : error;
  } finally {
    timers.forEach(clearTimeout);
  }
}
