import { AppError, type ErrorCode, isErrorCode } from '@polyspool/contracts/errors';
import type { JobError } from '@polyspool/contracts/job-status';
import { UnrecoverableError } from 'bullmq';
import type { FailureReport } from './job-messages.js';

const maxDetailLength = 2_000;
const maxStackBytes = 4_096;

/** BullMQ keeps only the message of a failure, so the code travels in front of it. */
export function toBullError(error: AppError) {
  const { code, detail } = jobErrorOf(error);
  const message = `${code}: ${detail}`;
  return Object.assign(error.retry ? new Error(message) : new UnrecoverableError(message), { cause: error });
}

export const jobErrorOf = (error: AppError): JobError => ({
  code: error.code,
  // What broke inside is for the log.
  detail:
    error.code === 'internal' ? 'An unexpected error. It has been logged.' : error.message.slice(0, maxDetailLength),
});

/** For administrators too: what broke, and where. An error without a code stands behind the one that it was given. */
export function failureReportOf(error: AppError): FailureReport {
  const source = error.code === 'internal' && error.cause instanceof Error ? error.cause : error;
  return { ...jobErrorOf(error), errorClass: source.constructor.name, stack: cut(stackOf(source)) };
}

/** With what caused it, as far as it is known. */
function stackOf(error: Error, depth = 0): string {
  const stack = error.stack ?? `${error.name}: ${error.message}`;
  if (!(error.cause instanceof Error) || depth > 4) return stack;
  return `${stack}\nCaused by: ${stackOf(error.cause, depth + 1)}`;
}

/** To so many bytes, and not within a character. */
const cut = (text: string) =>
  Buffer.from(text)
    .subarray(0, maxStackBytes)
    .toString()
    .replace(/\uFFFD$/, '');

/** The failure as told: what BullMQ says on its own account gets a code too. */
export function parseFailure(reason: string): JobError {
  if (reason.startsWith('job stalled more than'))
    return { code: 'job.poison', detail: 'It ended its worker too often' };
  const at = reason.indexOf(': ');
  const code = reason.slice(0, at);
  return at > 0 && isErrorCode(code) ? { code, detail: reason.slice(at + 2) } : { code: 'internal', detail: reason };
}

/** Words that cross processes as the reason of an abort. */
export const abortReasons = {
  cancelled: 'job.cancelled',
  'lock lost': 'job.interrupted',
  shutdown: 'job.interrupted',
} as const satisfies Record<string, ErrorCode>;

export type AbortReason = keyof typeof abortReasons;
