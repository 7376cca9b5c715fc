import { AppError } from '@polyspool/contracts/errors';

/** What went wrong with the program of an engine, in the words of the ports. Anything else stays what it is. */
export function engineError(engine: string, error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  if (error.code === 'process.missing') return new AppError('engine.missing', error.message, { cause: error });
  if (error.code !== 'process.failed') return error;
  return new AppError('engine.failed', `${engine}: ${error.message}`, { cause: error });
}
