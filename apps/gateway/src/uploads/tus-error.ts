import { AppError, type ErrorCode } from '@polyspool/contracts/errors';

/** What the tus server answers with, before it is a problem. */
interface TusFault {
  readonly status_code: number;
  readonly body: string;
}

const codes: Readonly<Record<number, ErrorCode>> = {
  404: 'upload.unknown',
  409: 'upload.otherOffset',
  410: 'upload.expired',
  412: 'upload.otherProtocol',
  413: 'upload.tooLarge',
};

/** Every fault of that server is the sender's, but those that have no status. */
export function tusError(fault: Error | TusFault): Error {
  if (fault instanceof Error) return fault;
  const detail = fault.body.trim();
  if (detail.startsWith('Request aborted')) return new AppError('upload.incomplete', 'The request ended too early');
  return new AppError(codes[fault.status_code] ?? 'input.invalid', detail);
}
