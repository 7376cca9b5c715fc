import type { JobContract, OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError, isErrorCode } from '@polyspool/contracts/errors';
import type { ChildResult } from '@polyspool/jobs/job-handler';

/** What all parts of a job have made. Throws what the first one failed of. */
export function outputsOf<C extends JobContract>(results: readonly ChildResult<C>[]): OutputOf<C>[] {
  const failed = results.filter((result) => !result.ok);
  return results.map((result) => {
    if (result.ok) return result.output;
    const { code, detail } = result.error;
    const others = failed.length > 1 ? ` (${failed.length} of ${results.length} parts failed)` : '';
    throw new AppError(isErrorCode(code) ? code : 'internal', `${detail}${others}`);
  });
}
