import { AppError } from '@polyspool/contracts/errors';
import { S3ServiceException } from '@aws-sdk/client-s3';

/** That there is no such object. */
export const isNoObject = (error: unknown) =>
  error instanceof S3ServiceException && ['NoSuchKey', 'NotFound'].includes(error.name);

/** Of a range that begins behind the last byte. */
export const isOutOfRange = (error: unknown) =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 416;

/**
 * Throws what the storage or the way to it has said as `storage.unavailable`; others, such as troubles of the content, as
 * they are. What it says of itself may name keys and addresses: only the error's name is told.
 */
export function throwS3Error(error: unknown): never {
  if (error instanceof AppError || !isOfStorage(error)) throw error;
  throw new AppError('storage.unavailable', `The storage answered ${nameOf(error)}`, { cause: error });
}

const isOfStorage = (error: unknown): error is Error =>
  typeof error === 'object' &&
  error !== null &&
  ('$metadata' in error || ('name' in error && failures.has(error.name)) || network.test(codeOf(error)));

/** Of the SDK's own. */
const failures = new Set<unknown>(['TimeoutError', 'CredentialsProviderError']);

const network = /^(E(CONN|HOST|NET|PIPE|AI_)|ENOTFOUND|ETIMEDOUT|EPROTO|ERR_(SSL|TLS))/;

const codeOf = (error: object) => ('code' in error && typeof error.code === 'string' ? error.code : '');
const nameOf = (error: Error) => codeOf(error) || error.name;
