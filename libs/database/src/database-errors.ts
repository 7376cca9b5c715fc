import { AppError } from '@polyspool/contracts/errors';
import { QueryFailedError } from 'typeorm';

/** SQLSTATE classes and Node's codes that mean: the server is away, overloaded, or took back a transaction; try again. */
const passing = /^(08...|53...|57P0.|40001|40P01|25P03|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
const passingMessage =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query runner already released/;

/** A row was to refer to one that is gone meanwhile. */
const danglingReference = '23503';

/** A zero character, in text and in JSON: a text that is asked for by it is nowhere. */
const unstorable = ['22021', '22P05'];

const lockNotAvailable = '55P03';

/** `service.unavailable` for what will pass; anything else as it was. */
export function databaseError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || error instanceof AppError) return error;
  const { code, message, constraint, driverError } = error as DriverError;
  if (unstorable.includes(String(code)))
    return new AppError('input.invalid', 'A text has a character that cannot be kept');
  if (code === danglingReference && String(constraint).endsWith('_project_fk')) {
    return new AppError('project.unknown', 'The project is gone');
  }
  if (code === danglingReference && String(constraint).endsWith('_upload_fk')) {
    return new AppError('upload.unknown', 'The upload is gone');
  }
  const known = passing.test(String(code)) || passingMessage.test(String(message));
  if (!known) return driverError && databaseError(driverError) !== driverError ? unavailable(error) : error;
  return unavailable(error);
}

/** Somebody else has a lock for longer than `lock_timeout`. */
export const isLockTimeout = (error: unknown): error is QueryFailedError =>
  error instanceof QueryFailedError && (error.driverError as DriverError).code === lockNotAvailable;

const unavailable = (cause: object) => new AppError('service.unavailable', 'The database does not answer', { cause });

interface DriverError {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly constraint?: unknown;
  readonly driverError?: object;
}
