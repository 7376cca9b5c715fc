import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { withoutAddresses } from '../without-addresses.js';

interface SmtpFailure extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly syscall?: string;
  readonly timeoutType?: string;
}

/** Errors of nodemailer that come about before a mail is on its way. */
const before = new Set([
  'EDNS',
  'ETLS',
  'EREQUIRETLS',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'EENVELOPE',
  'EPROXY',
  'ECONFIG',
]);
const timeoutsBefore = new Set(['CONNECTION_TIMEOUT', 'GREETING_TIMEOUT']);

/** After a cut in the middle of a mail nobody knows whether it was taken. */
export function smtpError(cause: unknown): AppError {
  const failure = cause as SmtpFailure;
  // Recipients are sensitive, and servers name them: the error itself, which does too, goes no further.
  return new AppError(codeOf(failure), `The mail server: ${withoutAddresses(failure.message)}`);
}

function codeOf({ code = '', responseCode, syscall, timeoutType = '' }: SmtpFailure): ErrorCode {
  // Wrong credentials are the operator's to mend: the mail may wait for it.
  if (responseCode !== undefined && code !== 'EAUTH') return responseCode >= 500 ? 'message.refused' : 'message.unsent';
  const isBefore = before.has(code) || timeoutsBefore.has(timeoutType) || syscall === 'connect';
  return isBefore || syscall === 'getaddrinfo' ? 'message.unsent' : 'message.unanswered';
}
