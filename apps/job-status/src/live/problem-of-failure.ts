import { AppError } from '@polyspool/contracts/errors';
import type { LiveProblem } from '@polyspool/contracts/live';
import type { Logger } from '@polyspool/service/logger';

/** What a client is told of an error. What broke inside is for the log. */
export function problemOfFailure(error: unknown, logger: Logger): LiveProblem {
  const { code, message: detail } = AppError.from(error);
  if (code !== 'internal') return { code, detail };
  logger.error({ err: error }, 'A subscription failed');
  return { code, detail: 'Something broke' };
}
