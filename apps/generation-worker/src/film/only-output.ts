import type { JobContract, OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError, isErrorCode } from '@polyspool/contracts/errors';
import type { ChildResult } from '@polyspool/jobs/job-handler';

/** What the only part of a step has made. Throws what it failed of. */
export function onlyOutput<C extends JobContract>([result]: readonly ChildResult<C>[]): OutputOf<C> {
  if (!result) throw new AppError('internal', 'A job of one part has no result');
  if (result.ok) return result.output;
  const { code, detail } = result.error;
  throw new AppError(isErrorCode(code) ? code : 'internal', detail);
}
