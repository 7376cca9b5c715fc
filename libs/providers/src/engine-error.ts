import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { dirname } from 'node:path';

/**
 * What went wrong with the program of an engine, in the words of the ports. Anything else stays what it is.
 * Where `files` lie on this machine is not told: people read it.
 */
export function engineError(engine: string, error: unknown, files: readonly (string | undefined)[] = []): unknown {
  if (!(error instanceof AppError)) return error;
  if (error.code === 'process.missing') return new AppError('engine.missing', error.message, { cause: error });
  if (!failures.has(error.code)) return error;
  return new AppError('engine.failed', `${engine}: ${withoutFolders(error.message, files)}`, { cause: error });
}

const failures = new Set<ErrorCode>(['process.failed', 'process.timedOut', 'process.outOfMemory']);

const withoutFolders = (message: string, files: readonly (string | undefined)[]) =>
  files.reduce<string>((text, file) => (file ? text.replaceAll(`${dirname(file)}/`, '') : text), message);
