import { isSpanContextValid, trace } from '@opentelemetry/api';
import { errorCodes, type AppError } from '@polyspool/contracts/errors';
import type { Problem } from '@polyspool/contracts/job-status';

export const problemMediaType = 'application/problem+json';

/** RFC 9457 problem details. What broke inside is for the log, not for the caller. */
export function problemOf(error: AppError): Problem {
  const { status, title } = errorCodes[error.code];
  const span = trace.getActiveSpan()?.spanContext();
  return {
    type: `/problems/${error.code}`,
    title,
    status,
    detail: error.code === 'internal' ? 'An unexpected error. It has been logged.' : error.message,
    code: error.code,
    ...(span && isSpanContextValid(span) ? { traceId: span.traceId } : {}),
    ...(error.pointers.length === 0 ? {} : { errors: [...error.pointers] }),
  };
}
